"""Days and instants as filters say them, in the zone of whoever reads.

What is no day but an instant, ``now`` or ``-4h``, is a span without length.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from headway.base.days import check_day
from headway.base.errors import Malformed, Refused
from headway.base.text import shown

A_DAY = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)
MONTHS_A_YEAR = 12
MOST = 10_000
"""No distance has a greater number."""

WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip

DISTANCE = re.compile(r"([+-]?)\s?([0-9]{1,5})\s?([a-z]+)")
ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
POINTED = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.(?:\s?([0-9]{4}))?")
EDGE = re.compile(r"(start|end) of (week|month|year)")
HOURS = ("h", "hour", "hours")
DAYS = {"d": 1, "day": 1, "days": 1, "w": 7, "week": 7, "weeks": 7}
MONTHS = {"mo": 1, "month": 1, "months": 1, "y": 12, "year": 12, "years": 12}
UNITS = {*HOURS, *DAYS, *MONTHS}

EXAMPLES = ("today", "2w", "-3d", "friday", "end of month", "30.11.", "2026-11-30")


class Span(NamedTuple):
    """From ``begin`` up to, but not with, ``end``: aware, in UTC."""

    begin: datetime
    end: datetime

    @property
    def last(self) -> datetime:
        """The last minute of it, as deadlines have it; a moment is its own."""
        return self.begin if self.begin == self.end else self.end - A_MINUTE


@dataclass(frozen=True, kw_only=True)
class Clock:
    """What time it is where somebody reads; ``first_weekday`` is 0 for Monday."""

    now: datetime
    zone: tzinfo
    first_weekday: int = 0

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def span(self, text: str) -> Span:
        """Read what people write for a day or an instant.

        Raises :class:`Malformed` with examples where it is neither.
        """
        said = " ".join(text.lower().split())
        ahead = said.removeprefix("in ")  # “in 2 weeks”
        try:
            if said == "now":
                return Span(self.now, self.now)
            if (found := DISTANCE.fullmatch(ahead)) and found[3] in UNITS:
                return self._distant(found)
            return self._whole(check_day(self._day(said)))
        except Refused:
            raise
        except (ValueError, OverflowError) as error:
            message = _("“%(text)s” is no day; write %(examples)s.")
            said_so = {"text": shown(text), "examples": ", ".join(EXAMPLES)}
            raise Malformed(message % said_so) from error

    def _whole(self, day: date) -> Span:
        return Span(self._midnight(day), self._midnight(day + A_DAY))

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)

    def _distant(self, found: re.Match[str]) -> Span:
        count, unit = int(found[2]), found[3]
        if count > MOST:
            raise ValueError(count)
        signed = -count if found[1] == "-" else count
        if unit in HOURS:
            moment = self.now + timedelta(hours=signed)
            return Span(moment, moment)
        if unit in DAYS:
            day = self.today + signed * DAYS[unit] * A_DAY
        else:
            day = _months_later(self.today, signed * MONTHS[unit])
        return self._whole(check_day(day))

    def _day(self, said: str) -> date:
        """Raises ``ValueError`` for what is no day."""
        if said in NAMED:
            return NAMED[said](self.today)
        if found := EDGE.fullmatch(said):
            return self._edge(found[1], found[2])
        if found := ISO.fullmatch(said):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := POINTED.fullmatch(said):
            year = int(found[3]) if found[3] else None
            return self._pointed(int(found[1]), int(found[2]), year)
        return self._weekday(said)

    def _pointed(self, day: int, month: int, year: int | None) -> date:
        """``30.11.`` is the one nearest to today."""
        if year is not None:
            return date(year, month, day)
        near = [self.today.year + step for step in (-1, 0, 1)]
        days = [found for y in near if (found := _date(y, month, day))]
        if not days and 1 <= month <= MONTHS_A_YEAR and day > 0:
            last = date(self.today.year, month, 1)
            message = _("“%(text)s” is no day: %(month)s ends earlier.")
            said_so = {"text": f"{day}.{month}.", "month": date_format(last, "F")}
            raise Malformed(message % said_so)
        return min(days, key=lambda found: abs(found - self.today))

    def _weekday(self, said: str) -> date:
        """``friday`` is today or the next one, ``last friday`` the one before today."""
        is_last, name = said.startswith("last "), said.removeprefix("last ")
        names = [full for full in WEEKDAYS if name in (full, full[:3])]
        if not names:
            raise ValueError(said)
        ahead = (WEEKDAYS.index(names[0]) - self.today.weekday()) % 7
        back = ahead - 7
        return self.today + (back if is_last else ahead) * A_DAY

    def _edge(self, edge: str, of: str) -> date:
        if of == "week":
            back = (self.today.weekday() - self.first_weekday) % 7
            first = self.today - back * A_DAY
            after = first + 7 * A_DAY
        elif of == "month":
            first = self.today.replace(day=1)
            after = _months_later(first, 1)
        else:
            first = self.today.replace(month=1, day=1)
            after = _months_later(first, 12)
        return first if edge == "start" else after - A_DAY


def _months_later(day: date, months: int) -> date:
    """The same day of another month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


NAMED: Mapping[str, Callable[[date], date]] = {
    "today": lambda today: today,
    "tomorrow": lambda today: today + A_DAY,
    "yesterday": lambda today: today - A_DAY,
}


def _date(year: int, month: int, day: int) -> date | None:
    """The day, unless that year lacks it; 29.2. is in every fourth."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
