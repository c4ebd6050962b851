"""What changed from one snapshot of a workspace to a later one, thing by thing."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from headway.people.week import Timetable
from headway.plan.moves.states import (
    GONE,
    WHOLE,
    Change,
    Patch,
    Tables,
    Thing,
    tables_of,
)
from headway.plan.snapshot import Snapshot
from headway.work.models import JUDGED

if TYPE_CHECKING:
    from headway.plan.rows import ItemRow

ITEM, PROJECT, PERSON = "work.item", "work.project", "people.person"
CALENDAR, WORKSPACE = "people.calendar", "people.workspace"

ITEM_ASPECTS: Final[Mapping[str, str]] = {
    "effort_minutes": "estimate",
    "duration_minutes": "estimate",
    "low_minutes": "estimate",
    "high_minutes": "estimate",
    "remaining_minutes": "remaining",
    "state": "progress",
    "started_at": "progress",
    "finished_at": "progress",
    "spent_minutes": "progress",
    "checks_total": "progress",
    "checks_done": "progress",
    "starts_no_earlier": "pin",
    "finishes_no_earlier": "pin",
    "deadline": "deadline",
    "priority": "importance",
    "drive": "manner",
    "is_joint": "manner",
    "chunk_minutes": "manner",
    "type_id": "manner",
    "calendar_id": "manner",
    **dict.fromkeys(JUDGED, "importance"),
    "project_id": "outline",
    "parent_id": "outline",
    "position": "outline",
}
PROJECT_ASPECTS: Final[Mapping[str, str]] = {
    "calendar_id": "manner",
    "starts_no_earlier": "pin",
    "priority": "importance",
    "front": "importance",
    "usual_reach": "importance",
    "target_on": "deadline",
}
PERSON_ASPECTS: Final[Mapping[str, str]] = {
    "capacity_permille": "capacity",
    "items_at_once": "ways",
    "interrupted_percent": "ways",
    "interrupted_most_percent": "ways",
}
TIMETABLE_ASPECTS: Final[Mapping[str, str]] = {
    "zone": "hours",
    "periods": "hours",
    "exceptions": "hours",
    "holidays": "holidays",
    "absences": "absence",
    "busy": "busy",
}
"""Of each column that planning reads, what of the thing it says."""

UNREAD: Final = frozenset({"pk", "title", "actor_id"})
"""Columns on which no plan depends."""

WHOLE_ASPECTS: Final[Mapping[str, str]] = {
    "zone": "settings",
    "default_calendar_id": "settings",
    "interrupted": "interruptions",
    "order": "order",
    "past": "learning",
    "grown": "learning",
}
FIXED: Final = frozenset({"workspace_id", "seed", "learnt_at"})
TABLES: Final = frozenset(
    {"items", "projects", "links", "parts", "people", "members", "calendars"}
    | {"timetables", "needs", "levels", "delay_costs", "demands", "pauses"}
    | {"overrides", "dragged", "speeds"}
)
"""Fields of a snapshot that are compared row by row; a test names what is missing."""

OF_ITEMS: Final[Mapping[str, str]] = {
    "parts": "people",
    "needs": "skills",
    "delay_costs": "importance",
    "overrides": "override",
    "dragged": "importance",
    "pauses": "pauses",
}
WORK: Final = frozenset({"progress", "remaining"})
LEARNING, QUIET = "learning", "quiet"
"""Aspects of no thing: what finished work teaches, and what by itself moves nothing."""


def differences(
    before: Snapshot, after: Snapshot, *, until: datetime
) -> Iterator[Change]:
    """Yield what has to change for one to become the other, each thing by itself.

    ``until`` is when the later one is planned.  What came of time alone is none.
    """
    return iter(_Differences(before, after, until))


class _Differences:
    def __init__(self, before: Snapshot, after: Snapshot, until: datetime) -> None:
        self.before, self.after = tables_of(before), tables_of(after)
        self.until = until
        self.workspace = Thing(WORKSPACE, after.workspace_id)

    def __iter__(self) -> Iterator[Change]:
        yield from self._projects()
        yield from self._people()
        yield from self._items()
        yield from self._links()
        yield from self._demands()
        yield from self._whole()

    def _keys(self, table: str) -> Iterator[Any]:
        """Yield the keys under which the two say something else."""
        before, after = self.before[table], self.after[table]
        for key in dict.fromkeys((*before, *after)):
            if before.get(key, GONE) != after.get(key, GONE):
                yield key

    def _patch(self, table: str, key: Any) -> Patch:
        return Patch(table, key, self.after[table].get(key, GONE))

    def _columns(
        self, table: str, key: Any, aspects: Mapping[str, str]
    ) -> Iterator[tuple[str, Patch]]:
        """Yield a patch for each aspect of a row that both have."""
        old, new = self.before[table][key], self.after[table][key]
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name, aspect in aspects.items():
            if getattr(old, name) != getattr(new, name):
                found[aspect].append(name)
        if aspects is ITEM_ASPECTS and {"progress", "remaining"} <= found.keys():
            found["progress"] += found.pop("remaining")  # what is done has nothing left
        for aspect, names in found.items():
            values = tuple(getattr(new, name) for name in names)
            yield aspect, Patch(table, key, values, tuple(names))

    def _is_in_both(self, table: str, key: Any) -> bool:
        return key in self.before[table] and key in self.after[table]

    def _projects(self) -> Iterator[Change]:
        for pk in self._keys("projects"):
            thing = Thing(PROJECT, pk)
            if self._is_in_both("projects", pk):
                for aspect, patch in self._columns("projects", pk, PROJECT_ASPECTS):
                    yield Change(aspect, thing, (patch,), (thing,))
                continue
            side, aspect = self._came_or_went("projects", pk)
            inside = [i for i, r in side["items"].items() if r.project_id == pk]
            patches = [self._patch("projects", pk), self._patch("members", pk)]
            patches += self._with_parts(inside)
            yield Change(aspect, thing, tuple(patches), (thing,))
        for pk in self._keys("members"):
            if self._is_in_both("projects", pk):
                thing = Thing(PROJECT, pk)
                patch = self._patch("members", pk)
                yield Change("members", thing, (patch,), (thing,))

    def _came_or_went(self, table: str, key: Any) -> tuple[Tables, str]:
        if key in self.after[table]:
            return self.after, "added"
        return self.before, "removed"

    def _with_parts(self, item_ids: Collection[int]) -> Iterator[Patch]:
        """Yield items that are new or gone, with all that is only of them."""
        inside = set(item_ids)
        yield from (self._patch("items", pk) for pk in inside)
        for table in OF_ITEMS:
            yield from (
                self._patch(table, pk) for pk in self._keys(table) if pk in inside
            )
        for ends in self._keys("links"):
            if inside & set(ends):
                yield self._patch("links", ends)

    def _people(self) -> Iterator[Change]:
        yield from self._calendars()
        holidays: list[Patch] = []
        for pk in dict.fromkeys((*self._keys("people"), *self._keys("timetables"))):
            thing = Thing(PERSON, pk)
            if not self._is_in_both("people", pk):
                __, aspect = self._came_or_went("people", pk)
                patches = (self._patch("people", pk), self._patch("timetables", pk))
                yield Change(aspect, thing, patches, (thing,))
                continue
            for aspect, patch in self._of_person(pk):
                if aspect == "holidays":
                    holidays.append(patch)
                else:
                    yield Change(aspect, thing, (patch,), (thing,))
        if holidays:
            yield Change("holidays", self.workspace, tuple(holidays))
        yield from self._levels()

    def _of_person(self, pk: int) -> Iterator[tuple[str, Patch]]:
        yield from self._columns("people", pk, PERSON_ASPECTS)
        for aspect, patch in self._columns("timetables", pk, TIMETABLE_ASPECTS):
            if aspect == "busy" and not self._is_busy_otherwise(pk):
                continue
            if aspect == "hours" and self._is_by_calendar(pk):
                continue
            yield aspect, patch

    def _is_busy_otherwise(self, pk: int) -> bool:
        """Tell whether more changed than that the past is no longer read."""
        ahead = []
        for side in (self.before, self.after):
            spans = side["timetables"][pk].busy
            ahead.append([(max(a, self.until), b) for a, b in spans if b > self.until])
        return bool(ahead[0] != ahead[1])

    def _is_by_calendar(self, pk: int) -> bool:
        """Tell whether a calendar that somebody works by changed, not they."""
        old: Timetable = self.before["timetables"][pk]
        new: Timetable = self.after["timetables"][pk]
        is_same = old.zone == new.zone and _said(old) == _said(new)
        return is_same and any(self._keys("calendars"))

    def _calendars(self) -> Iterator[Change]:
        """A calendar changes together with the hours of all who work by one."""
        keys = list(self._keys("calendars"))
        if not keys:
            return
        both = self.before["timetables"].keys() & self.after["timetables"].keys()
        theirs = [
            patch
            for pk in sorted(both)
            if self._is_by_calendar(pk)
            for aspect, patch in self._columns("timetables", pk, TIMETABLE_ASPECTS)
            if aspect == "hours"
        ]
        about = tuple(Thing(CALENDAR, pk) for pk in keys)
        thing = about[0] if len(keys) == 1 else self.workspace
        mine = [self._patch("calendars", pk) for pk in keys]
        yield Change("calendar", thing, (*mine, *theirs), (*about, self.workspace))

    def _levels(self) -> Iterator[Change]:
        """Skills that nothing needed before say nothing new of anybody."""
        old = {n.skill_id for rows in self.before["needs"].values() for n in rows}
        new = {n.skill_id for rows in self.after["needs"].values() for n in rows}
        other: set[int] = set()
        patches: defaultdict[int, list[Patch]] = defaultdict(list)
        for table in ("levels", "speeds"):
            for pk in self._keys(table):
                known = self.before[table].get(pk, {})
                said = self.after[table].get(pk, {})
                if any(known.get(s) != said.get(s) for s in old & new):
                    other.add(pk)
                still = {skill: at for skill, at in known.items() if skill not in new}
                patches[pk].append(Patch(table, pk, still | dict(said)))
        for pk, mine in patches.items():
            thing = Thing(PERSON, pk)
            aspect = "levels" if pk in other else QUIET
            yield Change(aspect, thing, tuple(mine), (thing,))

    def _items(self) -> Iterator[Change]:
        outline: defaultdict[int, list[Patch]] = defaultdict(list)
        whole: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        moved = self._projects_come_or_gone()
        for pk in self._keys("items"):
            if not self._is_in_both("items", pk):
                side, aspect = self._came_or_went("items", pk)
                if side["items"][pk].project_id not in moved:
                    whole[aspect, self._top(side, pk)].append(pk)
                continue
            for aspect, patch in self._columns("items", pk, ITEM_ASPECTS):
                if aspect == "outline":
                    outline[self.after["items"][pk].project_id].append(patch)
                    continue
                thing = Thing(ITEM, pk)
                yield Change(aspect, thing, (patch,), (thing,), aspect in WORK)
        for (aspect, top), inside in whole.items():
            yield self._whole_item(aspect, top, inside)
        for project_id, patches in outline.items():
            thing = Thing(PROJECT, project_id)
            about = (thing, *(Thing(ITEM, patch.key) for patch in patches))
            yield Change("outline", thing, tuple(patches), about)
        yield from self._of_items()

    def _projects_come_or_gone(self) -> set[Any]:
        return self.before["projects"].keys() ^ self.after["projects"].keys()

    def _top(self, side: Tables, pk: int) -> int:
        """Return the outermost item that came or went together with one."""
        items, seen = side["items"], {pk}
        while (
            (above := items[pk].parent_id) in items
            and above not in seen
            and not self._is_in_both("items", above)
        ):
            seen.add(above)
            pk = above
        return pk

    def _whole_item(self, aspect: str, top: int, inside: list[int]) -> Change:
        """An item comes or goes with what is in it, and with its links."""
        patches = self._with_parts(inside)
        row: ItemRow = self._came_or_went("items", top)[0]["items"][top]
        is_work = aspect == "added" and row.started_at is not None
        thing = Thing(ITEM, top)
        about = tuple(Thing(ITEM, pk) for pk in inside)
        return Change(aspect, thing, tuple(patches), (thing, *about), is_work)

    def _of_items(self) -> Iterator[Change]:
        for table, aspect in OF_ITEMS.items():
            for pk in self._keys(table):
                thing = Thing(ITEM, pk)
                patch = self._patch(table, pk)
                if self._is_in_both("items", pk):
                    yield Change(aspect, thing, (patch,), (thing,))
                elif pk not in self.before["items"] and pk not in self.after["items"]:
                    yield Change(LEARNING, None, (patch,))

    def _links(self) -> Iterator[Change]:
        for ends in self._keys("links"):
            if all(self._is_in_both("items", pk) for pk in ends):
                patches = (self._patch("links", ends),)
                yield Change("link", Thing(ITEM, ends[1]), patches, (link(*ends),))

    def _demands(self) -> Iterator[Change]:
        for pk in self._keys("demands"):
            side, __ = self._came_or_went("demands", pk)
            thing = Thing(PROJECT, side["demands"][pk].project_id)
            yield Change("expected", thing, (self._patch("demands", pk),), (thing,))

    def _whole(self) -> Iterator[Change]:
        for name in self._keys(WHOLE):
            if name in FIXED:
                continue
            aspect = WHOLE_ASPECTS[name]
            thing = None if aspect == LEARNING else self.workspace
            yield Change(aspect, thing, (self._patch(WHOLE, name),))


def link(before_id: int, after_id: int) -> Thing:
    """Return a link as a thing; it has no row of its own in the log."""
    return Thing(f"{before_id} before", after_id)


def _said(timetable: Timetable) -> Any:
    """Return what people said of somebody's hours, without what a calendar adds."""
    return [(p.first, p.percent, p.is_assumed) for p in timetable.periods]
