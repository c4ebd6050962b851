"""Tables that are partitioned by month: made early, dropped when they are old."""

import itertools
import logging
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from django.db import connection, transaction
from django.db.models import Q

from headway.events import ports
from headway.events.models import Cursor, Event

logger = logging.getLogger(__name__)

LOG = "events_event"

MONTHS_AHEAD = 3
"""Partitions are made this early, so that a worker may rest for a quarter."""


def ensure_partitions(today: date, table: str = LOG) -> None:
    """Create the partitions of this month and the next ones, unless they exist."""
    months = [_month(today, n) for n in range(MONTHS_AHEAD + 2)]
    with connection.cursor() as cursor:
        for first, after in itertools.pairwise(months):
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS {table}_{first:%Y_%m} "
                f"PARTITION OF {table} "
                f"FOR VALUES FROM ('{first:%Y-%m-%d}') TO ('{after:%Y-%m-%d}')"
            )


def drop_partitions(
    today: date,
    *,
    months: int,
    table: str = LOG,
    may_go: Callable[[date, date], bool] = lambda first, after: True,
) -> list[str]:
    """Drop partitions that ended ``months`` or more before this month began.

    0 keeps all.  ``may_go`` is asked with the first day of each and the one after its
    last.  Returns the names of those that were dropped.
    """
    if months == 0:
        return []
    dropped = []
    for name, first in _partitions(table):
        after = _month(first, 1)
        if after <= _month(today, -months) and may_go(first, after):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE {table} DETACH PARTITION {name}")
                cursor.execute(f"DROP TABLE {name}")
            logger.info("Dropped %s, as it was kept for %d months.", name, months)
            dropped.append(name)
    return dropped


def is_read(first: date, after: date) -> bool:
    """Whether every reader has passed all events between two days."""
    begin, end = (datetime(d.year, d.month, d.day, tzinfo=UTC) for d in (first, after))
    events = Event.objects.filter(at__gte=begin, at__lt=end)
    positions = {cursor.reader: cursor.position for cursor in Cursor.objects.all()}
    for reader, wired in ports.readers().items():
        kinds = Q() if wired.kinds is None else Q(kind__in=wired.kinds)
        if reader not in positions:
            return not events.filter(kinds).exists()
        if events.filter(kinds).after(positions[reader]).exists():
            return False
    return True


def _partitions(table: str) -> Iterator[tuple[str, date]]:
    """Yield the partitions that hold a month, each with its first day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_inherits JOIN pg_class ON oid = inhrelid "
            "WHERE inhparent = %s::regclass ORDER BY relname",
            [table],
        )
        names = [name for (name,) in cursor.fetchall()]
    for name in names:
        if match := re.fullmatch(rf"{table}_(\d{{4}})_(\d{{2}})", name):
            yield name, date(int(match[1]), int(match[2]), 1)


def _month(day: date, ahead: int) -> date:
    years, month = divmod(day.month - 1 + ahead, 12)
    return date(day.year + years, month + 1, 1)
