"""Days and instants as other programs write them."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2999
MILLISECONDS: Final = 100_000_000_000
"""What is more than this many seconds is meant as milliseconds."""

DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MAILED: Final = re.compile(r"[A-Z][a-z]{2}, \d")
NUMBERS: Final = re.compile(
    r"(?P<a>\d{1,4})[./-](?P<b>\d{1,2})[./-](?P<c>\d{1,4})(?P<rest>.*)", re.DOTALL
)
NAMED: Final = re.compile(
    r"(?:(?P<day>\d{1,2})\.?[\s/-]*(?P<month>[^\W\d_]{3,12})"
    r"|(?P<month_first>[^\W\d_]{3,12})\.?\s*(?P<day_second>\d{1,2}))"
    r"[.,]?[\s/-]*(?P<year>\d{4}|\d{2})(?P<rest>.*)",
    re.DOTALL,
)
CLOCK: Final = re.compile(
    r"[\s,T]*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    r"(?:\.\d+)?\s*(?P<half>[AaPp]\.?\s?[Mm]\.?)?\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?"
)
MONTHS: Final = """
    jan|januar|january|janvier|janv|enero|ene|gennaio|gen|janeiro|januari|jän|jänner
    feb|februar|february|février|févr|fev|febrero|febbraio|fevereiro|februari
    mar|märz|mär|mrz|march|mars|marzo|março|maart|mrt
    apr|april|avril|avr|abril|abr|aprile
    may|mai|mayo|maggio|mag|maio|mei
    jun|juni|june|juin|junio|giugno|giu|junho
    jul|juli|july|juillet|juil|julio|luglio|lug|julho
    aug|august|août|aou|agosto|ago|augustus
    sep|sept|september|septembre|septiembre|settembre|set|setembro
    oct|october|okt|oktober|octobre|octubre|ottobre|ott|outubro|out
    nov|november|novembre|noviembre|novembro
    dec|december|dez|dezember|décembre|déc|diciembre|dic|dicembre|dezembro|des
"""
CENTURY: Final = 2000
MINUTE: Final = timedelta(minutes=1)
MONTHS_A_YEAR: Final = 12


def instant_of(value: object, zone: ZoneInfo) -> datetime | None:
    """Read an instant: ISO 8601, the date of a mail, or seconds since 1970.

    What names no zone is in ``zone``.  None where there is nothing, as the year 1 of
    programs that have no other word for it.  Raises :class:`ValueError` for the rest.
    """
    if value in (None, "", 0):
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError(value)
    if isinstance(value, str):
        return _kept(_of_text(value.strip()), zone)
    seconds = value / 1000 if value > MILLISECONDS else value
    if not 0 < seconds < MILLISECONDS:
        raise ValueError(value)
    return datetime.fromtimestamp(seconds, UTC)


def day_of(value: object, zone: ZoneInfo) -> date | None:
    """Read a day; of an instant the day that it is in ``zone``."""
    if isinstance(value, str) and (found := DAY.fullmatch(value.strip())):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return _in_bounds(day) if day.year > 1 else None
    instant = instant_of(value, zone)
    return instant.astimezone(zone).date() if instant else None


def _of_text(text: str) -> datetime:
    if MAILED.match(text):
        return parsedate_to_datetime(text)
    return datetime.fromisoformat(text.replace(" UTC", "+00:00"))


def _kept(instant: datetime, zone: ZoneInfo) -> datetime | None:
    if instant.year == 1:
        return None
    _in_bounds(instant.date())
    return _writable(instant.replace(tzinfo=zone) if not instant.tzinfo else instant)


def _writable(instant: datetime) -> datetime:
    """Say it in UTC where its offset has seconds, which no format of dates can write.

    Broken files have such, and zones before there were any.
    """
    offset = instant.utcoffset()
    return instant.astimezone(UTC) if offset and offset % MINUTE else instant


def _in_bounds(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day)
    return day


@cache
def _months() -> dict[str, int]:
    lines = MONTHS.split()
    return {name: n for n, line in enumerate(lines, 1) for name in line.split("|")}


def is_day_first(texts: Iterable[str]) -> bool | None:
    """Return what dates in numbers tell of their order; None where both could be."""
    for text in texts:
        found = NUMBERS.match(text.strip())
        if not found or len(found["a"]) > len("31"):
            continue
        first, second = int(found["a"]), int(found["b"])
        if first > MONTHS_A_YEAR >= second or "." in text[: found.end("b") + 1]:
            return True
        if second > MONTHS_A_YEAR >= first:
            return False
    return None


def is_unclear(text: str) -> bool:
    """Say whether a date alone does not tell which number is its day."""
    found = NUMBERS.match(text.strip())
    is_year_first = found is not None and len(found["a"]) > len("31")
    return found is not None and not is_year_first and is_day_first([text]) is None


def local_instant(text: str, zone: ZoneInfo, *, day_first: bool) -> datetime:
    """Read a date with or without its time as people write it in some language.

    Raises :class:`ValueError` for what is none.
    """
    text = " ".join(text.split())
    if found := NUMBERS.fullmatch(text):
        year, month, day = _numbered(found, day_first=day_first)
    elif found := NAMED.fullmatch(text):
        name = (found["month"] or found["month_first"]).casefold()
        month = _months().get(name) or _months().get(name[:3], 0)
        day, year = int(found["day"] or found["day_second"]), int(found["year"])
    else:
        raise ValueError(text)
    if year < 100:
        year += CENTURY
    instant = datetime.combine(
        _in_bounds(date(year, month, day)), _clock(found["rest"])
    )
    return _writable(instant if instant.tzinfo else instant.replace(tzinfo=zone))


def _numbered(found: re.Match[str], *, day_first: bool) -> tuple[int, int, int]:
    a, b, c = int(found["a"]), int(found["b"]), int(found["c"])
    if len(found["a"]) > len("31"):
        return a, b, c
    return (c, b, a) if day_first else (c, a, b)


def _clock(text: str) -> time:
    text = text.strip(" ,")
    if not text:
        return time()
    found = CLOCK.fullmatch(text)
    if not found:
        raise ValueError(text)
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    zone = None
    if found["zone"]:
        sign = found["zone"].replace("UTC", "Z")
        zone = datetime.fromisoformat(f"2000-01-01T00:00:00{sign}").tzinfo
    return time(hour, int(found["minute"]), int(found["second"] or 0), tzinfo=zone)
