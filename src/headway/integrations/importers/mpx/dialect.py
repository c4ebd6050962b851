"""How a file writes numbers, dates and amounts: what its first records say."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from headway.integrations.importers.mpx import words
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

MONTH_FIRST, DAY_FIRST, YEAR_FIRST = 0, 1, 2
CENTURY: Final = 50
"""Two digits below are of this century."""

DAY_MINUTES: Final = 24 * 60
LONGEST: Final = 100 * 366 * DAY_MINUTES
WORDS_OF_NOON: Final = ("p", "n")
"""What words for the afternoon begin with: pm, nachm."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A duration in minutes, or a percentage; ``is_elapsed``: nights count too."""

    minutes: int
    is_elapsed: bool = False
    is_percent: bool = False


@dataclass(slots=True)
class Dialect:
    """Records 10 to 12, and what is to be said of values that are none."""

    findings: Findings
    thousands: str = ","
    decimal: str = "."
    order: int = MONTH_FIRST
    default_minute: int = 8 * 60
    afternoon: str = ""
    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    unit: str = words.DAY

    def take(self, number: str, values: list[str]) -> None:
        """Take over what one of the records says."""
        said = [*values, *[""] * 8]
        if number == "10":
            self.thousands, self.decimal = said[3] or ",", said[4] or "."
        elif number == "11":
            self._take_defaults(said)
        else:
            order = _integer(said[0])
            self.order = MONTH_FIRST if order is None else order
            minute = _integer(said[2])
            if minute is not None and 0 <= minute < DAY_MINUTES:
                self.default_minute = minute
            self.afternoon = said[6].casefold()

    def _take_defaults(self, said: list[str]) -> None:
        units = (words.MINUTE, words.HOUR, words.DAY, words.WEEK)
        place = _integer(said[0])
        if place is not None and 0 <= place < len(units):
            self.unit = units[place]
        for text, name, most in (
            (said[3], "minutes_per_day", DAY_MINUTES),
            (said[4], "minutes_per_week", 7 * DAY_MINUTES),
        ):
            hours = self.number(text)
            if hours and 0 < round(hours * 60) <= most:
                setattr(self, name, round(hours * 60))

    def number(self, text: str) -> float | None:
        """Read a number as the file writes them, or as everybody does."""
        plain = text.strip().removesuffix("%").replace("\N{NO-BREAK SPACE}", "")
        if self.decimal != "." and self.decimal in plain:
            plain = plain.replace(self.thousands, "").replace(self.decimal, ".")
        elif self.thousands != "," and words.GROUPED.fullmatch(plain):
            plain = plain.replace(self.thousands, "")
        elif "," in plain and self.thousands != ",":
            plain = plain.replace(",", ".")
        try:
            number = float(plain.replace(",", "")[:40])
        except ValueError:
            return None
        return number if abs(number) < 2**31 else None

    def integer(self, text: str) -> int | None:
        number = self.number(text)
        return None if number is None else round(number)

    def amount(self, text: str, kind: str, name: str) -> Amount | None:
        """Read 2d, 1,5 h, 3ed or 50%; negative ones are negative."""
        if text.strip().casefold() in words.NOTHING:
            return None
        found = words.AMOUNT.fullmatch(text.strip())
        number = self.number(found[2]) if found else None
        unit, is_elapsed = self._unit(found[3]) if found else ("", False)
        if number is None or not unit:
            why = _("a duration is in words that nobody knows")
            self.findings.add(kind, name, why, value=text)
            return None
        sign = -1 if found and found[1] == "-" else 1
        if unit == words.PERCENT:
            return Amount(round(sign * number), is_percent=True)
        minutes = min(round(number * self._length(unit, is_elapsed)), LONGEST)
        return Amount(sign * minutes, is_elapsed=is_elapsed)

    def _unit(self, text: str) -> tuple[str, bool]:
        word = text.casefold()
        if not word:
            return self.unit, False
        if word in words.UNITS:
            return words.UNITS[word], False
        if word.startswith(words.ELAPSED) and word[1:] in words.UNITS:
            return words.UNITS[word[1:]], True
        return "", False

    def _length(self, unit: str, is_elapsed: bool) -> float:  # noqa: FBT001
        day = DAY_MINUTES if is_elapsed else self.minutes_per_day
        week = 7 * DAY_MINUTES if is_elapsed else self.minutes_per_week
        return {
            words.MINUTE: 1,
            words.HOUR: 60,
            words.DAY: day,
            words.WEEK: week,
            words.MONTH: 30 * day if is_elapsed else 20 * day,
            words.YEAR: 365 * day if is_elapsed else 12 * 20 * day,
        }[unit]

    def instant(
        self, text: str, kind: str, name: str, *, at: int | None = None
    ) -> datetime | None:
        """Read a local date, with or without time: then it is at minute ``at``.

        Names of week days count for nothing.
        """
        if text.strip().casefold() in words.NOTHING:
            return None
        clock = words.CLOCK.search(text) if ":" in text else None
        day = self._day(text[: clock.start()] if clock else text)
        minute = self._minute(clock.groups()) if clock else at
        if day is None or (clock and minute is None):
            self.findings.add(kind, name, _("a date is none"), value=text)
            return None
        start = self.default_minute if minute is None else minute
        return datetime.combine(day, time()) + timedelta(minutes=start)

    def _day(self, text: str) -> date | None:
        numbers = [int(each[:4]) for each in words.NUMBERS.findall(text)]
        named = [
            words.MONTHS[word[:3].casefold()]
            for word in text.split()
            if word[:3].casefold() in words.MONTHS and not word[0].isdigit()
        ]
        if named and len(numbers) == 2:
            day, year = numbers
            return _date(year, named[-1], day)
        if len(numbers) != 3:
            return None
        first, second, third = numbers
        if self.order == YEAR_FIRST or first > 31:
            return _date(first, second, third)
        if self.order == DAY_FIRST:
            return _date(third, second, first)
        return _date(third, first, second)

    def minute(self, text: str) -> int | None:
        """Read a time of day as minutes since midnight."""
        found = words.CLOCK.fullmatch(text.strip())
        return self._minute(found.groups()) if found else None

    def _minute(self, parts: tuple[str | None, ...]) -> int | None:
        hour, minute = int(parts[0] or 0), int(parts[1] or 0)
        word = (parts[2] or "").casefold()
        if word:
            noon = word == self.afternoon or word.startswith(WORDS_OF_NOON)
            hour = hour % 12 + (12 if noon else 0)
        total = hour * 60 + minute
        return total if total <= DAY_MINUTES and minute < 60 else None

    def flag(self, text: str) -> bool:
        return text.strip().casefold() in words.YES


def _date(year: int, month: int, day: int) -> date | None:
    if year < 100:
        year += 2000 if year < CENTURY else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _integer(text: str) -> int | None:
    text = text.strip()
    return int(text[:9]) if text.isascii() and text.isdecimal() else None
