"""Conflicts: dates that cannot all be kept, whatever is done first, and why."""
