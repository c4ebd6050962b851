"""How many days of work lie between two dates."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from headway.work.models import Project

Worked = Callable[[date], bool]
"""Whether there is work on a day."""

FURTHEST = timedelta(days=20 * 366)
SATURDAY = 5


def worked_in(project: Project) -> Worked:
    """By the project's calendar, or the workspace's; one query."""
    from headway.plan.snapshot import calendars_of  # numpy, which few processes need
    from headway.plan.timeline.days_off import hours_on

    calendars, default = calendars_of(project.workspace_id)
    chosen = project.calendar_id or default
    if chosen is None:
        return lambda day: day.weekday() < SATURDAY

    working_time = calendars[chosen]

    @cache
    def is_worked(day: date) -> bool:
        return bool(hours_on(working_time, day))

    return is_worked


def days_moved(then: date, now: date, is_worked: Worked) -> int:
    """Count the days of work by which ``now`` is later than ``then``, or earlier (< 0).

    A move over days off alone is one of none.  What is further apart than twenty years
    counts as that far.
    """
    if now < then:
        return -days_moved(now, then, is_worked)
    last = min(now, then + FURTHEST)
    length = (last - then).days
    return sum(is_worked(then + timedelta(days=n)) for n in range(1, length + 1))
