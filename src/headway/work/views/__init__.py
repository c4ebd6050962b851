"""Pages of work, by what they show."""
