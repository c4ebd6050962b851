"""The monthly partitions of the activity log."""

import itertools
from datetime import date

from django.db import connection

MONTHS_AHEAD = 3
"""Partitions are made this early, so that a worker may rest for a quarter."""


def ensure_partitions(today: date) -> None:
    """Create the partitions of this month and the next ones, unless they exist."""
    months = [_month(today, n) for n in range(MONTHS_AHEAD + 2)]
    with connection.cursor() as cursor:
        for first, after in itertools.pairwise(months):
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS events_event_{first:%Y_%m} "
                "PARTITION OF events_event "
                f"FOR VALUES FROM ('{first:%Y-%m-%d}') TO ('{after:%Y-%m-%d}')"
            )


def _month(day: date, ahead: int) -> date:
    years, month = divmod(day.month - 1 + ahead, 12)
    return date(day.year + years, month + 1, 1)
