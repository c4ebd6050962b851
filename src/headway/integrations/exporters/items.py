"""Items as a file has them: tasks, and who is assigned to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from headway.plan.files.content import Assignment, Constraint, Fixed, Task
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _
from headway.plan.files.tasks import STARTS_BY
from headway.work.models import Assignment as Part
from headway.work.models import Drive, Item, State


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where an item is in the file: its row, counted from 1, and what it is part of.

    ``held_until`` is before what nothing in its summaries starts.
    """

    uid: int
    number: int
    parent: int | None
    level: int
    is_summary: bool
    held_until: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Amounts:
    """Of what drives an item: all of it, and what is left; None while nobody said."""

    whole: int | None
    left: int | None

    @classmethod
    def of(cls, item: Item) -> "Amounts":
        whole, left = item.estimate_minutes, item.left_minutes
        if item.is_closed:
            return cls(whole=whole, left=0 if item.state == State.DONE else whole)
        if item.started_at is None:
            return cls(whole=left, left=left)
        return cls(whole=whole if whole is not None else left, left=left)

    @property
    def percent(self) -> int:
        """How much is done, never all of what is open."""
        if not self.whole or self.left is None:
            return 0
        done = round(100 * (self.whole - self.left) / self.whole)
        return max(0, min(99, done))


class FileItems:
    """Turns items into tasks, in local time of the workspace."""

    def __init__(self, zone: str, calendars: Mapping[int, int]) -> None:
        self.zone = ZoneInfo(zone)
        self.calendars = calendars
        self.findings = Findings()

    def local(self, instant: datetime | None) -> datetime | None:
        if instant is None:
            return None
        return instant.astimezone(self.zone).replace(tzinfo=None, microsecond=0)

    def task(self, item: Item, place: Place, parts: Sequence[Part]) -> Task:
        said: dict[str, Any] = {
            "uid": place.uid,
            "number": place.number,
            "wbs": "",
            "name": " ".join(item.title.split()),
            "level": place.level,
            "parent": place.parent,
            "notes": item.description.strip(),
            "priority": item.priority,
            "deadline": self.local(item.deadline),
            "calendar": None
            if item.calendar_id is None
            else self.calendars[item.calendar_id],
            "is_summary": place.is_summary,
        }
        if place.is_summary:
            return Task(**said, **self._pinned(item, place))
        amounts = Amounts.of(item)
        return Task(
            **said,
            **self._amounts(item, amounts, parts),
            **self._progress(item, amounts),
            **self._pinned(item, place),
        )

    def _amounts(
        self, item: Item, amounts: Amounts, parts: Sequence[Part]
    ) -> dict[str, Any]:
        """Say what drives it, which in a file is what stays fixed."""
        whole, left = amounts.whole, amounts.left
        if item.is_milestone:
            return {"is_milestone": True, "duration": 0}
        if whole is None:
            return {"is_estimated": True, "fixed": Fixed.WORK}
        if item.drive == Drive.EFFORT:
            return {
                "fixed": Fixed.WORK,
                "is_effort_driven": True,
                "work": whole,
                "remaining_work": left,
                "duration": _longest(whole, parts),
                "remaining_duration": _longest(left or 0, parts),
            }
        return {
            "fixed": Fixed.DURATION,
            "is_elapsed": item.drive == Drive.ELAPSED,
            "duration": whole,
            "remaining_duration": left,
        }

    def _progress(self, item: Item, amounts: Amounts) -> dict[str, Any]:
        started = self.local(item.started_at)
        if item.state == State.CANCELLED:
            return {"is_active": False}
        if item.state == State.DONE:
            finished = self.local(item.finished_at)
            began = started or finished
            return {
                "percent_complete": 100,
                "actual_start": began,
                "actual_finish": finished,
                "start": began,
                "finish": finished,
            }
        outlook = getattr(item, "outlook", None)
        start = started or (self.local(outlook.starts_at) if outlook else None)
        finish = self.local(outlook.p50) if outlook and amounts.whole else None
        return {
            "percent_complete": amounts.percent if started else 0,
            "actual_start": started,
            "start": start,
            "finish": finish if finish and start and finish >= start else None,
        }

    def _pinned(self, item: Item, place: Place) -> dict[str, Any]:
        """Say to which date it is held, of which a file has one, or when it goes on."""
        start = self.local(item.starts_no_earlier)
        finish = self.local(item.finishes_no_earlier)
        by = self.local(item.starts_no_later)
        is_begun = item.started_at is not None and not item.is_closed
        if is_begun and not place.is_summary:
            began = self.local(item.started_at)
            goes_on = start if start and began and start > began else None
            held = _held(None, finish, by)
            self._note_unheld(item, place, by, held)
            return {"stop": goes_on, "resume": goes_on} | held
        if finish and (start is None or start == place.held_until):
            start = None
        elif finish:
            why = _("it starts and finishes no earlier than dates: its start counts")
            self.findings.add("task", f"{place.uid} {item.title!r}", why)
            finish = None
        held = _held(start, finish, by)
        self._note_unheld(item, place, by, held)
        return held

    def _note_unheld(
        self, item: Item, place: Place, by: datetime | None, held: Mapping[str, Any]
    ) -> None:
        """Say that it has to start by a date where another one is in the file."""
        if by and held["constraint"] not in STARTS_BY:
            why = _("it has to start by a date: the earliest one counts")
            self.findings.add("task", f"{place.uid} {item.title!r}", why)

    def assignments(
        self, item: Item, place: Place, parts: Sequence[Part], people: Mapping[int, int]
    ) -> list[Assignment]:
        """Return who does it: each part of an effort, or units of a duration."""
        if place.is_summary and parts:
            why = _("people of an item with items in it: only those count")
            self.findings.add("task", f"{place.uid} {item.title!r}", why)
            return []
        amounts = Amounts.of(item)
        units = [part.units_percent * 10 for part in parts]
        if item.is_joint and len(parts) > 1:
            why = _("its people work on it together: each has a part of it there")
            self.findings.add("task", f"{place.uid} {item.title!r}", why)
        if item.drive == Drive.EFFORT:
            shares = [part.share for part in parts]
            works = _apportioned(amounts.whole, shares)
            lefts = _apportioned(amounts.left, shares)
        else:
            works = [_of_units(amounts.whole, each) for each in units]
            lefts = [_of_units(amounts.left, each) for each in units]
        return [
            Assignment(
                task=place.uid,
                resource=people[part.person_id],
                units=each,
                work=work,
                remaining_work=left,
            )
            for part, each, work, left in zip(parts, units, works, lefts, strict=True)
        ]


def _held(
    start: datetime | None, finish: datetime | None, by: datetime | None
) -> dict[str, Any]:
    """Say the one date that counts, or the day that is the earliest and the last."""
    if finish:
        kind, on = Constraint.FINISH_NO_EARLIER, finish
    elif start and by and start.date() == by.date():
        kind, on = Constraint.MUST_START_ON, start
    elif start:
        kind, on = Constraint.START_NO_EARLIER, start
    elif by:
        kind, on = Constraint.START_NO_LATER, by
    else:
        return {}
    return {"constraint": kind, "constraint_date": on}


def _longest(minutes: int, parts: Sequence[Part]) -> int:
    """Return how long the one takes who takes longest."""
    works = _apportioned(minutes, [part.share for part in parts])
    pairs = zip(works, parts, strict=True)
    times = [-(-(work or 0) * 100 // part.units_percent) for work, part in pairs]
    return max(times, default=minutes)


def _of_units(minutes: int | None, units: int) -> int | None:
    return None if minutes is None else round(minutes * units / 1000)


def _apportioned(minutes: int | None, shares: Sequence[int]) -> list[int | None]:
    """Divide minutes by shares into whole ones that add up to them."""
    if minutes is None:
        return [None] * len(shares)
    total = sum(shares)
    ends, passed = [0], 0
    for share in shares:
        passed += share
        ends.append(minutes * passed // total)
    return [after - before for before, after in pairwise(ends)]
