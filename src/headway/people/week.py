"""What a person's hours come to, day by day.  Nothing here asks the database."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from headway.base.hours import DAY_MINUTES, Hours, split_hours, total_minutes

ASSUMED_AVAILABILITY_PERCENT = 80
"""Of the workspace's working time, for someone of whom nobody said when they work."""

Week = tuple[Hours, ...]
"""Seven days from Monday."""


class Dated(NamedTuple):
    """Days of a calendar that differ from its week: a closure, a working Saturday."""

    first: date
    last: date
    hours: Hours
    name: str


class DayOff(NamedTuple):
    """A holiday: ``percent`` of the day is off."""

    on: date
    name: str
    percent: int


class Away(NamedTuple):
    """Days without work, first and last included; see ``Absence`` for noons."""

    first: date
    last: date
    from_noon: bool = False
    until_noon: bool = False

    def parts_of(self, on: date) -> set[int]:
        """Return the halves of a day that are off: 0 before noon, 1 after it."""
        if not self.first <= on <= self.last:
            return set()
        before = {0} if on > self.first or not self.from_noon else set()
        return before | ({1} if on < self.last or not self.until_noon else set())

    @property
    def half_days(self) -> list[date]:
        """Days of which only a half is off."""
        noons = {self.first: self.from_noon, self.last: self.until_noon}
        if self.first == self.last:
            noons = {self.first: self.from_noon or self.until_noon}
        return [on for on, is_half in noons.items() if is_half]


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """The week that holds from ``first`` on, until the next period.

    ``percent`` of it is what plans may use: assumed where nobody said.
    """

    first: date
    week: Week
    percent: int
    is_assumed: bool = False

    @property
    def minutes(self) -> int:
        """How much an ordinary week comes to."""
        return sum(map(total_minutes, self.week))


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """One day of a person: ``minutes`` of work, or why there are none."""

    on: date
    percent: int
    """How much of the hours plans may use."""
    is_away: bool = False
    is_half_away: bool = False
    exception: str | None = None
    """The name of the day where it differs from the week, such as a holiday."""
    hours: Hours = ()
    """When the work is, in local time; none while away."""
    busy: Hours = ()
    """What else takes of it."""

    @property
    def minutes(self) -> int:
        return total_minutes(self.hours)

    def minutes_after(self, minute: int) -> int:
        """Return how much work is left after that minute of the day, less busy time."""

        def after(spans: Hours) -> int:
            return sum(max(0, end - max(start, minute)) for start, end in spans)

        return after(self.hours) - after(self.busy)

    @property
    def busy_minutes(self) -> int:
        return total_minutes(self.busy)


@dataclass(frozen=True, kw_only=True, slots=True)
class Timetable:
    """When a person works, in local time of ``zone``.

    ``periods`` are in order, the first from ``date.min``.  Of ``exceptions`` that
    cover a day the last counts, and holidays count more.
    """

    zone: str
    periods: tuple[Period, ...]
    exceptions: tuple[Dated, ...] = ()
    holidays: tuple[DayOff, ...] = ()
    absences: tuple[Away, ...] = ()
    busy: tuple[tuple[datetime, datetime], ...] = ()
    """What counts, in order, joined where it touches."""

    def period_on(self, on: date) -> Period:
        return next(p for p in reversed(self.periods) if p.first <= on)

    def spans(self, first: date, last: date) -> Iterator[tuple[date, date, Period]]:
        """Cut the days from ``first`` to ``last`` where the week changes."""
        ends = [p.first - timedelta(days=1) for p in self.periods[1:]] + [date.max]
        for period, end in zip(self.periods, ends, strict=True):
            low, high = max(first, period.first), min(last, end)
            if low <= high:
                yield low, high, period

    def days(self, first: date, count: int) -> list[Day]:
        return [self.day(first + timedelta(days=n)) for n in range(count)]

    def day(self, on: date) -> Day:
        period = self.period_on(on)
        hours, exception = period.week[on.weekday()], None
        for dated in self.exceptions:
            if dated.first <= on <= dated.last:
                hours, exception = dated.hours, dated.name
        for holiday in self.holidays:
            if holiday.on == on and holiday.percent:
                worked = total_minutes(hours) * (100 - holiday.percent) // 100
                hours, exception = split_hours(hours, worked)[0], holiday.name
        works = bool(hours)
        halves = split_hours(hours, total_minutes(hours) // 2)
        off = {part for away in self.absences for part in away.parts_of(on)}
        left = [span for part in {0, 1} - off for span in halves[part]]
        hours = tuple(left) if off else hours
        return Day(
            on=on,
            percent=period.percent,
            is_away=len(off) == 2 and works,
            is_half_away=len(off) == 1 and works,
            exception=exception,
            hours=hours,
            busy=tuple(self._busy_on(on, hours)),
        )

    def _busy_on(self, on: date, hours: Hours) -> Iterator[tuple[int, int]]:
        """Yield the parts of a day's hours that are taken."""
        zone = ZoneInfo(self.zone)
        midnight = datetime.combine(on, time(), zone)
        morrow = datetime.combine(on + timedelta(days=1), time(), zone)
        near = bisect_right(self.busy, midnight, key=itemgetter(1))
        for start, end in takewhile(lambda s: s[0] < morrow, self.busy[near:]):
            first = _minute(max(start, midnight).astimezone(zone))
            last = _minute(end.astimezone(zone)) if end < morrow else DAY_MINUTES
            for begins, ends in hours:
                if max(first, begins) < min(last, ends):
                    yield max(first, begins), min(last, ends)


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
