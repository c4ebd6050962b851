"""Days as lines and tables have them, with names in English and in the reader's own."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import override as language

from headway.base.text import fold
from headway.work.filters.moments import WEEKDAYS as ENGLISH
from headway.work.filters.moments import Clock, Span

PARTED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})?(?:[ T,]\s*\d.*)?")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?")
NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})\.?\s*(?P<month>[^\W\d_]+)"
    r"|(?P<month_first>[^\W\d_]+)\.?\s*(?P<day_second>\d{1,2}))"
    r"\.?,?\s*(?P<year>\d{4}|\d{2})?"
)
WEEKDAY = re.compile(r"^[^\W\d_]{2,9}\.?,?\s+(?=\d)")
CENTURY = 2000
MONTHS_A_YEAR = 12


def is_day_first(texts: Iterable[str]) -> bool | None:
    """Return what the days tell of their order; None where they could be both."""
    for text in texts:
        if found := PARTED.fullmatch(text) or SLASHED.fullmatch(text):
            first, second = int(found[1]), int(found[2])
            if "." in text or first > MONTHS_A_YEAR >= second:
                return True
            if second > MONTHS_A_YEAR >= first:
                return False
    return None


def read_day(text: str, clock: Clock, *, day_first: bool) -> Span:
    """Read a day; its time, if one is said, does not count.

    Raises :class:`Malformed` for what is none.
    """
    said = " ".join(text.split())
    for text in (said, WEEKDAY.sub("", said)):
        if found := _iso(text, clock, day_first=day_first):
            return clock.span(found)
    return clock.span(_in_english(said))


def read_said_day(text: str, clock: Clock) -> Span:
    """Read a day as filters have it, ``3 December`` and names in the reader's language.

    Raises :class:`Malformed` for what is none.
    """
    said = " ".join(text.split())
    return clock.span(_named(said, clock) or _in_english(said))


def _iso(text: str, clock: Clock, *, day_first: bool) -> str:
    """The day as filters write it; empty where it is written otherwise."""
    if found := ISO.fullmatch(text):
        return f"{found[1]}-{found[2]}-{found[3]}"
    if found := PARTED.fullmatch(text):
        numbers = int(found[1]), int(found[2])
        is_pointed = "." in text[: found.end(2)]
        day, month = numbers if day_first or is_pointed else numbers[::-1]
        return _written(day, month, found[3], clock)
    if found := SLASHED.fullmatch(text):
        numbers = int(found[1]), int(found[2])
        day, month = numbers if day_first else numbers[::-1]
        return _written(day, month, None, clock)
    return _named(text, clock)


def _named(text: str, clock: Clock) -> str:
    """The day as filters write it, if its month is called by name."""
    found = NAMED.fullmatch(text)
    if not found:
        return ""
    name = fold(found["month"] or found["month_first"])
    month = _months(get_language() or "en").get(name, 0)
    day = int(found["day"] or found["day_second"])
    return _written(day, month, found["year"], clock) if month else ""


def _in_english(text: str) -> str:
    return _days(get_language() or "en").get(fold(text).removesuffix("."), text)


def _written(day: int, month: int, year: str | None, clock: Clock) -> str:
    """Without a year it is the day nearest to today."""
    if not 1 <= month <= MONTHS_A_YEAR:
        return ""
    if year:
        full = int(year) + (CENTURY if len(year) == len("26") else 0)
        return f"{full:04}-{month}-{day}"
    years = [clock.today.year + step for step in (-1, 0, 1)]
    days = [date(y, month, day) for y in years if 1 <= day <= monthrange(y, month)[1]]
    near = min(days, key=lambda found: abs(found - clock.today), default=None)
    return near.isoformat() if near else ""


@lru_cache(maxsize=16)
def _months(code: str) -> Mapping[str, int]:
    """Names of months, whole and short, in English and in that language."""
    found: dict[str, int] = {}
    for each in ("en", code):
        with language(each):
            for names in (MONTHS, MONTHS_3):
                found |= {fold(str(name)): number for number, name in names.items()}
    return found


@lru_cache(maxsize=16)
def _days(code: str) -> Mapping[str, str]:
    """What filters call the days that have names in that language."""
    with language(code):
        found = {
            fold(str(names[number])).removesuffix("."): english
            for names in (WEEKDAYS_ABBR, WEEKDAYS)
            for number, english in enumerate(ENGLISH)
        }
        named = {"today": _("today"), "tomorrow": _("tomorrow")}
        named["yesterday"] = _("yesterday")
        return found | {fold(name): english for english, name in named.items()}
