"""Pages of people: who they are and when they work."""
