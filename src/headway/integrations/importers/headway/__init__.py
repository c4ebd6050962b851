"""Projects that left Headway as its own JSON file."""
