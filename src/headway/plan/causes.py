"""What holds an item, from the engine's numbers to a workspace's rows."""

from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from headway.plan.compile.workspace import Compiled
from headway.plan.snapshot import Snapshot
from headway_engine.problem import NONE
from headway_engine.schedule import Cause, Schedule

NO_CAUSE: Final = {"cause": "", "culprit_id": None, "witness_id": None}

MOST_DAYS: Final = 366
"""Looked through for an absence, backwards from the start."""


def cause_of(
    i: int, schedule: Schedule, compiled: Compiled, within: Snapshot
) -> dict[str, Any]:
    """Return the columns of an outlook that say what holds the item at ``i``."""
    cause, person = Cause(int(schedule.cause[i])), int(schedule.witness[i])
    name = cause.name.lower()
    if cause is Cause.CALENDAR and _is_away(i, schedule, compiled, within):
        name = "absence"
    return {
        "cause": name,
        "culprit_id": _culprit(int(schedule.culprit[i]), compiled),
        "witness_id": None if person == NONE else compiled.people[person],
    }


def _culprit(position: int, compiled: Compiled) -> int | None:
    """The item at fault; that of a summary's end is the summary."""
    if position == NONE:
        return None
    node = compiled.nodes[position]
    if node.item is not None:
        return node.item.pk
    return node.end.summary if node.end else None


def _is_away(i: int, schedule: Schedule, compiled: Compiled, within: Snapshot) -> bool:
    """Tell whether who begins the item is away on a day before, while it is ready."""
    since = compiled.instant(int(schedule.since[i]))
    start = compiled.instant(int(schedule.start[i]))
    person = int(schedule.witness[i])
    if since is None or start is None or person == NONE:
        return False
    timetable = within.timetables[compiled.people[person]]
    zone = ZoneInfo(timetable.zone)
    first, last = since.astimezone(zone).date(), start.astimezone(zone).date()
    days = range(min((last - first).days + 1, MOST_DAYS))
    found = (timetable.day(last - timedelta(days=back)) for back in days)
    return any(day.is_away or day.is_half_away for day in found)
