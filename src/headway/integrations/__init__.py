"""How Headway speaks with other programs, one slice each."""
