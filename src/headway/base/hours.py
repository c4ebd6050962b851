"""Working hours of one day, as people write them."""

import re
from collections.abc import Iterable
from typing import TypeAlias

from django.utils.translation import gettext as _

from headway.base.errors import Malformed
from headway.base.spans import joined
from headway.base.text import shown

Hours: TypeAlias = tuple[tuple[int, int], ...]
"""Sorted, disjoint ``(start, end)`` in minutes of the local day; ``end`` <= 1440."""

DAY_MINUTES = 1440

SPAN = re.compile(
    r"(\d{1,2})(?::?([0-5]\d))?\s*[-–—]\s*(\d{1,2})(?::?([0-5]\d))?"  # noqa: RUF001
)


def parse_hours(text: str) -> Hours:
    """Read ``9-12:30, 13:30-18`` (or nothing, for a day off).

    Raises :class:`Malformed` with the part that is not understood.
    """
    spans: list[tuple[int, int]] = []
    for part in re.split(r"[,;]|\s+(?=\d{1,2}(?::?\d{2})?\s*[-–—])", text.strip()):  # noqa: RUF001
        if not part.strip():
            continue
        match = SPAN.fullmatch(part.strip())
        if match is None:
            raise Malformed(
                _("“%s” is no span of hours; write 9:00-17:30.") % shown(part)
            )
        hour, minute, end_hour, end_minute = (int(g or 0) for g in match.groups())
        spans.append((hour * 60 + minute, end_hour * 60 + end_minute))
    return normal_hours(spans)


def normal_hours(spans: Iterable[tuple[int, int]]) -> Hours:
    """Sort and join spans; raises :class:`Malformed` when one is no part of a day."""
    in_order = sorted(spans)
    for start, end in in_order:
        if not 0 <= start < end <= DAY_MINUTES:
            text = format_hours(((start, end),))
            raise Malformed(_("“%s” ends before it starts, or after midnight.") % text)
    return joined(in_order)


def format_hours(hours: Hours) -> str:
    """Write hours so that :func:`parse_hours` reads them again."""
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in hours)


def total_minutes(hours: Hours) -> int:
    return sum(end - start for start, end in hours)


def split_hours(hours: Hours, minutes: int) -> tuple[Hours, Hours]:
    """Return the first so many minutes of work, and the rest."""
    before: list[tuple[int, int]] = []
    after: list[tuple[int, int]] = []
    for start, end in hours:
        cut = min(max(start + minutes, start), end)
        minutes -= end - start
        before += [(start, cut)] if start < cut else []
        after += [(cut, end)] if cut < end else []
    return tuple(before), tuple(after)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
