"""What each page answers that is asked for the neighbours of an item."""

Beside = tuple[int | None, int | None]
"""The ids of what is before an item and behind it, None at an end."""
