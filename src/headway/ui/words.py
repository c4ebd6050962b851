"""Dates, durations and chances in words, the way every screen says them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_noop, pgettext
from django.utils.translation import gettext as _

from headway.base.durations import HOUR, format_minutes

NO_BREAK = "\N{NO-BREAK SPACE}"

NEAR = timedelta(days=14)
"""Dates nearer than this carry their weekday."""

Tone = Literal["good", "risk", "late"]

KEPT, AT_RISK = 80, 50
"""Percent from which a promise counts as kept, and as at risk."""


SPOKEN = ContextVar[str | None]("SPOKEN", default=None)


@contextmanager
def spoken() -> Iterator[None]:
    """Ask but once for the reader's language, while hundreds of rows are put in words.

    Within it nobody changes the language.
    """
    before = SPOKEN.set(get_language())
    try:
        yield
    finally:
        SPOKEN.reset(before)


def language_spoken() -> str | None:
    return SPOKEN.get() or get_language()


def said(text: str, language: str | None = None) -> str:
    """Return a text in the reader's language, looked up once for each language.

    For rows of which a page has hundreds: import it as ``_``, so that it is found.
    Whoever asks often gives the ``language``, which is that of the reader, or asks
    within :func:`spoken`.
    """
    return _said(language or language_spoken(), text)


@lru_cache(maxsize=4096)
def _said(_language: str | None, text: str) -> str:
    return _(text)


def date_words(
    value: date | datetime,
    *,
    today: date | None = None,
    zone: tzinfo | None = None,
    language: str | None = None,
    with_time: bool = False,
) -> str:
    """``26 Nov``; ``Thu 19 Nov`` within two weeks; the year only if not this one.

    Instants are shown in the reader's time zone, ``with_time`` with their time of day.
    Parts are joined by no-break spaces.  A page with hundreds of dates gives ``today``,
    ``zone`` and the reader's ``language``, so that they are not looked up for each.
    """
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(zone or timezone.get_current_timezone())
    day = value.date() if isinstance(value, datetime) else value
    today = today or timezone.localdate(timezone=zone)
    words = _day_words(day, today, language or language_spoken())
    if with_time and isinstance(value, datetime):
        return f"{words} {time_words(value)}".replace(" ", NO_BREAK)
    return words


def time_words(moment: datetime) -> str:
    """``14:05``: the time of day of an instant, which is local already."""
    return date_format(moment, pgettext("time pattern", "H:i"))


@lru_cache(maxsize=4096)
def _day_words(day: date, today: date, language: str | None) -> str:
    """Put a day into words of the active language, once for each."""
    if day.year != today.year:
        pattern = pgettext("date pattern with year", "j M Y")
    elif abs(day - today) < NEAR:
        pattern = pgettext("date pattern with weekday", "D j M")
    else:
        pattern = pgettext("date pattern", "j M")
    return date_format(day, pattern).replace(" ", NO_BREAK)


def range_words(low: int, high: int) -> str:
    """Two hours to four as ``2-4 h``, with an en dash; working minutes in."""
    if low == high:
        return format_minutes(low)
    if low > 0 and low % HOUR == high % HOUR == 0:
        values = {"low": low // HOUR, "high": high // HOUR}
        words = _("%(low)s\N{EN DASH}%(high)s h") % values
    elif high < HOUR:
        words = _("%(low)s\N{EN DASH}%(high)s m") % {"low": low, "high": high}
    else:
        words = f"{format_minutes(low)}\N{EN DASH}{format_minutes(high)}"
    return words.replace(" ", NO_BREAK)


def size_words(size: int) -> str:
    """Say how many bytes: ``840 B``, ``6 KB``, ``3.4 MB``, with a no-break space."""
    amount, units = Decimal(size), ["B", "KB", "MB", "GB"]
    while amount >= 1000 and len(units) > 1:
        amount /= 1024
        units.pop(0)
    step = Decimal("0.1") if amount < 10 and units[0] in ("MB", "GB") else Decimal(1)
    amount = max(amount.quantize(step, ROUND_HALF_UP), step)
    return f"{number_format(amount)}{NO_BREAK}{units[0]}"


@lru_cache(maxsize=1024)
def percent_of(chance: float) -> int:
    """Whole percent of a probability from 0 to 1; 0 and 100 only where certain."""
    if not 0 <= chance <= 1:
        raise ValueError(f"A chance lies between 0 and 1, not at {chance}.")
    if chance in (0, 1):
        return int(chance) * 100
    whole = (Decimal(str(chance)) * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return min(max(int(whole), 1), 99)


def chance_words(chance: float) -> str:
    """``62 %``, with a no-break space."""
    return _percent_words(percent_of(chance), language_spoken())


@lru_cache(maxsize=1024)
def _percent_words(percent: int, language: str | None) -> str:
    text = said(gettext_noop("%(percent)s %%"), language).replace(" ", NO_BREAK)
    return text % {"percent": percent}


def tone_of(chance: float | None) -> Tone | Literal[""]:
    """How a promise with this chance is coloured; nothing is known without one."""
    if chance is None:
        return ""
    percent = percent_of(chance)
    if percent >= KEPT:
        return "good"
    return "risk" if percent >= AT_RISK else "late"


def initials(name: str) -> str:
    """At most two letters: of the first and the last word."""
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    if not words:
        return "?"
    ends = words if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in ends).upper()
