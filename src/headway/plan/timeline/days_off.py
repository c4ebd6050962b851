"""Days without work, and the morning of those with."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from headway.base.errors import Refused
from headway.base.hours import Hours
from headway.plan.timeline.scale import Scale
from headway.ui.words import date_words
from headway_engine.calendars import WorkingTime

FURTHEST_DAYS = 366


def hours_on(working_time: WorkingTime, day: date) -> Hours:
    """Return the hours of a day; of exceptions that cover it the last counts."""
    for dated in reversed(working_time.exceptions):
        if dated.first <= day <= dated.last:
            return dated.hours
    return working_time.week[day.weekday()]


def working_morning(working_time: WorkingTime, day: date, *, zone: str) -> datetime:
    """Return the first minute worked on ``day`` or, if none is, on the next such day.

    Raises :class:`Refused` when nothing is worked for a year.
    """
    for later in range(FURTHEST_DAYS):
        found = day + timedelta(days=later)
        if hours := hours_on(working_time, found):
            minute = time(hours[0][0] // 60, hours[0][0] % 60)
            return datetime.combine(found, minute, tzinfo=ZoneInfo(zone))
    raise Refused(_("Nobody works in the year from %s on.") % date_words(day))


def weekly_days_off(working_time: WorkingTime) -> frozenset[int]:
    """Weekdays (Monday is 0) without work."""
    return frozenset(n for n, hours in enumerate(working_time.week) if not hours)


def dated_days_off(working_time: WorkingTime, scale: Scale) -> list[date]:
    """Holidays on the axis: days off that are none of the week's."""
    weekly = weekly_days_off(working_time)
    last = scale.first + timedelta(days=scale.days - 1)
    near = {
        max(e.first, scale.first) + timedelta(days=n)
        for e in working_time.exceptions
        for n in range((min(e.last, last) - max(e.first, scale.first)).days + 1)
    }
    return sorted(
        d for d in near if d.weekday() not in weekly and not hours_on(working_time, d)
    )


def worked_weekends(working_time: WorkingTime, scale: Scale) -> list[date]:
    """Days of the weekend that are worked after all."""
    weekly = weekly_days_off(working_time)
    days = (d for d in scale.all_days() if d.weekday() in weekly)
    return [d for d in days if hours_on(working_time, d)]


def runs(days: Iterable[date]) -> list[tuple[date, int]]:
    """Join neighbouring days, in order, to ``(first, how many)``."""
    joined: list[tuple[date, int]] = []
    for day in days:
        if joined and day == joined[-1][0] + timedelta(days=joined[-1][1]):
            joined[-1] = (joined[-1][0], joined[-1][1] + 1)
        else:
            joined.append((day, 1))
    return joined


def weekend_runs(working_time: WorkingTime, scale: Scale) -> list[tuple[date, int]]:
    """The weekly days off on the axis, joined."""
    weekly = weekly_days_off(working_time)
    if len(weekly) == 7:
        return []
    worked = set(worked_weekends(working_time, scale))
    days: Sequence[date] = [
        d for d in scale.all_days() if d.weekday() in weekly and d not in worked
    ]
    return runs(days)
