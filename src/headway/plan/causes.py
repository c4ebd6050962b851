"""What holds an item, from the engine's numbers to a workspace's rows."""

from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from headway.plan.compile.compiled import Compiled
from headway.plan.snapshot import Snapshot
from headway_engine.problem import NONE
from headway_engine.schedule import Cause, Schedule

NO_CAUSE: Final = {
    "cause": "",
    "culprit_id": None,
    "demand_id": None,
    "witness_id": None,
}

MOST_DAYS: Final = 366
"""Looked through for an absence, backwards from the start."""


class Causes:
    """The columns of outlooks that say what holds each item."""

    def __init__(
        self, schedule: Schedule, compiled: Compiled, snapshot: Snapshot
    ) -> None:
        self.schedule, self.compiled, self.snapshot = schedule, compiled, snapshot
        links = compiled.problem.links
        self.waits = set(zip(links.before.tolist(), links.after.tolist(), strict=True))

    def of(self, i: int) -> dict[str, Any]:
        """Say it of the item at ``i``.

        Who is busy with what it waits for anyway is not what holds it: the link is.
        """
        culprit, person = int(self.schedule.culprit[i]), int(self.schedule.witness[i])
        cause = Cause(int(self.schedule.cause[i]))
        name = cause.name.lower()
        if cause is Cause.BUSY and (culprit, i) in self.waits:
            name, person = Cause.LINK.name.lower(), NONE
        if cause is Cause.CALENDAR:
            if self._rests(i):
                name, person = "pause", NONE
            elif _is_away(i, self.schedule, self.compiled, self.snapshot):
                name = "absence"
        return {
            "cause": name,
            "culprit_id": _culprit(culprit, self.compiled),
            "demand_id": _demand(culprit, self.compiled),
            "witness_id": None if person == NONE else self.compiled.people[person],
        }

    def _rests(self, i: int) -> bool:
        """Tell whether the item has a pause after it is ready and before it starts."""
        item = self.compiled.nodes[i].item
        since = self.compiled.instant(int(self.schedule.since[i]))
        start = self.compiled.instant(int(self.schedule.start[i]))
        if item is None or since is None or start is None:
            return False
        pauses = self.snapshot.pauses.get(item.pk, ())
        return any(first < start and last > since for first, last in pauses)


def _culprit(position: int, compiled: Compiled) -> int | None:
    """The item at fault; that of a summary's end is the summary."""
    if position == NONE:
        return None
    node = compiled.nodes[position]
    if node.item is not None:
        return node.item.pk
    return node.end.summary if node.end else None


def _demand(position: int, compiled: Compiled) -> int | None:
    """The expected work that keeps somebody busy, where it is no item."""
    piece = None if position == NONE else compiled.nodes[position].piece
    return None if piece is None else piece.row.pk


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
