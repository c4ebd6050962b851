"""What people's calendars come to, day by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headway.base.hours import Hours, total_minutes
from headway.people.actions import week_of
from headway.people.models import Absence, Calendar, CalendarException


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """One day of a person: ``minutes`` of work, or why there are none."""

    on: date
    minutes: int
    is_away: bool = False
    exception: str | None = None
    """The name of the day where it differs from the week, such as a holiday."""
    hours: Hours = ()
    """When the work is, in local time; none while away."""

    def minutes_after(self, minute: int) -> int:
        """Return how much work is left after that minute of the day."""
        return sum(max(0, end - max(start, minute)) for start, end in self.hours)


def days_of(
    calendar: Calendar,
    exceptions: Mapping[int, Sequence[CalendarException]],
    absences: Sequence[Absence],
    *,
    first: date,
    count: int,
) -> list[Day]:
    """Lay out ``count`` days from ``first``.

    ``exceptions`` are those of every calendar of the workspace, by its id; the nearest
    one counts: that of the calendar itself before that of its base.
    """
    week = week_of(calendar)
    dated = _by_day(calendar, exceptions, first, count)
    days = []
    for n in range(count):
        on = first + timedelta(days=n)
        hours: Hours = week[on.weekday()]
        exception = dated.get(on)
        if exception is not None:
            hours = exception.hours or ()
        is_away = any(a.first_on <= on <= a.last_on for a in absences)
        days.append(
            Day(
                on=on,
                minutes=0 if is_away else total_minutes(hours),
                is_away=is_away and bool(hours),
                exception=None if exception is None else exception.name,
                hours=() if is_away else hours,
            )
        )
    return days


def _by_day(
    calendar: Calendar,
    exceptions: Mapping[int, Sequence[CalendarException]],
    first: date,
    count: int,
) -> dict[date, CalendarException]:
    last = first + timedelta(days=count - 1)
    line = [calendar]
    while line[-1].base is not None and line[-1].base not in line:
        line.append(line[-1].base)
    found: dict[date, CalendarException] = {}
    for one in reversed(line):
        for exception in exceptions.get(one.pk, ()):
            begin = max(exception.first_on, first)
            for n in range((min(exception.last_on, last) - begin).days + 1):
                found[begin + timedelta(days=n)] = exception
    return found
