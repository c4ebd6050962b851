"""People and their hours as a file has them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from headway.base.hours import Hours
from headway.people.models import Calendar, Person
from headway.people.week import Period, Timetable
from headway.plan.files.content import (
    CalendarException,
    FileCalendar,
    Resource,
    WorkWeek,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Horizon:
    """The days of which a file says who is away, both included."""

    today: date
    first: date
    last: date

    def has(self, first: date, last: date) -> bool:
        return first <= self.last and last >= self.first


def file_calendar(
    calendar: Calendar, numbers: Mapping[int, int], *, is_shared: bool
) -> FileCalendar:
    """Return a calendar; its exceptions must be loaded, in their order."""
    named = (
        (day, hours if hours is not None or calendar.base_id is not None else ())
        for day, hours in enumerate(calendar.own_week)
    )
    return FileCalendar(
        uid=numbers[calendar.pk],
        name=calendar.name,
        base=None if calendar.base_id is None else numbers[calendar.base_id],
        days={day: hours for day, hours in named if hours is not None},
        exceptions=tuple(_exceptions(calendar)),
        is_shared=is_shared,
    )


def _exceptions(calendar: Calendar) -> Iterator[CalendarException]:
    """Yield days that differ, each once: of two for a day, the last one here counts.

    Microsoft Project refuses exceptions that overlap.
    """
    taken: set[date] = set()
    for row in reversed(calendar.exceptions.all()):
        length = (row.last_on - row.first_on).days + 1
        days = [row.first_on + timedelta(days=n) for n in range(length)]
        free = [day for day in days if day not in taken]
        taken.update(days)
        for first, last in runs(free):
            yield CalendarException(
                first=first, last=last, spans=row.hours or (), name=row.name
            )


def runs(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Join days in order that follow each other."""
    run: list[date] = []
    for day in days:
        if run and (day - run[-1]).days > 1:
            yield run[0], run[-1]
            run = []
        run = [run[0], day] if run else [day]
    if run:
        yield run[0], run[-1]


def file_person(
    person: Person, uid: int, timetable: Timetable, calendar: int | None, today: date
) -> Resource:
    """Return a person: how much of them there is, is said by units."""
    available = timetable.period_on(today).percent
    return Resource(
        uid=uid,
        name=person.actor.name,
        max_units=person.capacity_permille * available // 100,
        calendar=calendar,
    )


def own_calendar(
    timetable: Timetable, horizon: Horizon, *, name: str, base: int | None
) -> FileCalendar | None:
    """Return what a person's hours add to their calendar; None where they are it.

    Why somebody is away is not said.  Its ``uid`` is for the caller to set.
    """
    usual = timetable.periods[0].week
    now = timetable.period_on(horizon.today)
    calendar = FileCalendar(
        uid=0,
        name=name,
        base=base,
        days=_differing(now, usual),
        weeks=tuple(_weeks(timetable, now, horizon)),
        exceptions=tuple(_days_off(timetable, horizon)),
        is_shared=False,
    )
    says = calendar.days or calendar.weeks or calendar.exceptions
    return calendar if says else None


def _differing(period: Period, usual: tuple[Hours, ...]) -> dict[int, Hours]:
    pairs = zip(period.week, usual, strict=True)
    return {day: own for day, (own, other) in enumerate(pairs) if own != other}


def _weeks(timetable: Timetable, now: Period, horizon: Horizon) -> Iterator[WorkWeek]:
    for first, last, period in timetable.spans(horizon.first, horizon.last):
        if period.week != now.week:
            days = dict(enumerate(period.week))
            yield WorkWeek(first=first, last=last, days=days)


def _days_off(timetable: Timetable, horizon: Horizon) -> Iterator[CalendarException]:
    """Yield holidays and days away, where there would be work."""
    plain = replace(timetable, holidays=(), absences=())
    names = {off.on: off.name for off in timetable.holidays}
    days = {on for on in names if horizon.has(on, on)}
    for away in timetable.absences:
        first, last = max(away.first, horizon.first), min(away.last, horizon.last)
        length = max((last - first).days + 1, 0)
        days |= {first + timedelta(days=n) for n in range(length)}
    last_one: CalendarException | None = None
    for on in sorted(days):
        hours = timetable.day(on).hours
        if hours == plain.day(on).hours:
            continue
        said = CalendarException(
            first=on, last=on, spans=hours, name=names.get(on, _("Away"))
        )
        if last_one and _follows(last_one, said):
            last_one = replace(last_one, last=on)
            continue
        if last_one:
            yield last_one
        last_one = said
    if last_one:
        yield last_one


def _follows(before: CalendarException, after: CalendarException) -> bool:
    is_same = (before.name, before.spans) == (after.name, after.spans)
    return is_same and (after.first - before.last).days == 1
