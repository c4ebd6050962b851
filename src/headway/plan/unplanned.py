"""Which finished work nobody had in a plan."""

from datetime import datetime, timedelta

SOON = timedelta(days=2)
"""What came up and was done within it, and nobody estimated, was an interruption."""


def is_interruption(
    *, created_at: datetime, finished_at: datetime, effort_minutes: int | None
) -> bool:
    """Whether it came up and was done at once.

    It counts as lost time of whoever did it, hence not as growth of its project.
    """
    return effort_minutes is None and timedelta(0) <= finished_at - created_at <= SOON
