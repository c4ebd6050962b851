"""Amounts of work, as people write and read them."""

import re
from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headway.base.errors import Malformed
from headway.base.text import shown

HOUR = 60
DAY = 8 * HOUR
"""A working day, where people write one: eight hours."""
WEEK = 5 * DAY
LONGEST = 1000 * WEEK

UNITS = {
    "m": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1,
    "h": HOUR, "hr": HOUR, "hrs": HOUR, "hour": HOUR, "hours": HOUR,
    "d": DAY, "day": DAY, "days": DAY,
    "w": WEEK, "wk": WEEK, "week": WEEK, "weeks": WEEK,
    "minuten": 1, "std": HOUR, "stunde": HOUR, "stunden": HOUR,
    "tag": DAY, "tage": DAY, "woche": WEEK, "wochen": WEEK,
}  # fmt: skip

ON_THE_CLOCK = {
    name: {DAY: 24 * HOUR, WEEK: 7 * 24 * HOUR}.get(minutes, minutes)
    for name, minutes in UNITS.items()
}
"""The same where nights and weekends count."""

CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)")
AMOUNT = re.compile(r"(\d{1,7}(?:[.,]\d{1,4})?)\s*([a-z]*)")


def parse_minutes(text: str, units: Mapping[str, int] = UNITS) -> int:
    """Read ``90m``, ``1:30``, ``1.5``, ``2h 30m``, ``3 d``; a bare number is hours.

    Returns working minutes, unless ``units`` are others.  Raises :class:`Malformed`
    naming what is not understood.
    """
    cleaned = " ".join(text.lower().split())
    if clock := CLOCK.fullmatch(cleaned):
        return _bounded(int(clock[1]) * HOUR + int(clock[2]), text)
    parts = list(AMOUNT.finditer(cleaned))
    rest = AMOUNT.sub("", cleaned).strip(" ,")
    if not parts or rest or any(p[2] and p[2] not in units for p in parts):
        message = _("“%s” is no amount of work; write 90m, 1:30, 2.5 h or 3 d.")
        raise Malformed(message % shown(text))
    total = sum(float(p[1].replace(",", ".")) * units[p[2] or "h"] for p in parts)
    return _bounded(round(total), text)


def _bounded(minutes: int, text: str) -> int:
    if minutes > LONGEST:
        raise Malformed(_("“%s” is more than 1,000 weeks.") % shown(text))
    return minutes


def format_minutes(minutes: int) -> str:
    """Write ``2 h 30 m``, ``45 m`` or ``3 h``, with non-breaking spaces.

    :func:`parse_minutes` reads it in whatever language it was written.
    """
    return _written(minutes, get_language())


@lru_cache(maxsize=4096)
def _written(minutes: int, language: str | None) -> str:
    """Write an amount in the active language, once for each: pages have hundreds."""
    hours, rest = divmod(abs(minutes), HOUR)
    parts = [_("%s h") % hours] if hours else []
    if rest or not hours:
        parts.append(_("%s m") % rest)
    sign = "\N{MINUS SIGN}" if minutes < 0 else ""
    return sign + " ".join(parts).replace(" ", "\N{NO-BREAK SPACE}")


def roughly(minutes: int) -> int:
    """Round what was reckoned, so that it is not written finer than it is known."""
    step = 5 if minutes < HOUR else 15 if minutes < DAY else HOUR
    return max(step, (minutes + step // 2) // step * step)
