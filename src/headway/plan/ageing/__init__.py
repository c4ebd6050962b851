"""How much longer an item in progress takes, as finished items say of its age."""
