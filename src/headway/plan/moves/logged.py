"""Finds in the log who made a change, and when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from headway.events.models import Event
from headway.people.facts import (
    AbsenceAdded,
    AbsenceDecided,
    AbsenceRemoved,
    AbsenceRestored,
    BusyAdded,
    BusyRemoved,
    CalendarEdited,
    FeedAdded,
    FeedRead,
    FeedRemoved,
    HolidayRemoved,
    HolidaySet,
    HolidaysImported,
    HoursRemoved,
    HoursSet,
    LocationEdited,
    PersonAdded,
    PersonEdited,
    SkillRated,
    SkillUnrated,
)
from headway.people.members.facts import (
    PersonReadmitted,
    PersonSuspended,
    RoleChanged,
    TeamJoined,
    TeamLeft,
    WorkingWeekSet,
    WorkspaceEdited,
)
from headway.plan.facts import OrderFound
from headway.plan.moves.differences import ITEM_ASPECTS, PROJECT_ASPECTS, link
from headway.plan.moves.states import Change, Thing
from headway.plan.overrides.facts import OverrideRemoved, OverrideSet
from headway.work.facts import (
    ChecklistChanged,
    GrantGiven,
    ItemCreated,
    ItemDeleted,
    ItemDuplicated,
    ItemEdited,
    ItemMoved,
    ItemRestored,
    ItemsLinked,
    ItemsUnlinked,
    ItemTransferred,
    PeopleAssigned,
    ProjectCreated,
    ProjectDeleted,
    ProjectEdited,
    ProjectRestored,
    SkillsNeeded,
)
from headway.work.facts_costs import DelayCosted
from headway.work.facts_demands import DemandAdded, DemandEdited, DemandRemoved
from headway.work.facts_pauses import ItemPaused
from headway.work.facts_projects import ProjectArchived, ProjectUnarchived
from headway.work.facts_types import ItemRanked

COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    ItemEdited.kind: ITEM_ASPECTS,
    ItemMoved.kind: ITEM_ASPECTS,
    ProjectEdited.kind: {**PROJECT_ASPECTS, "calendar": "manner"},
}
"""Kinds that name the columns that they changed."""

KINDS: Final[Mapping[str, Sequence[str]]] = {
    **dict.fromkeys((ItemCreated.kind, ItemRestored.kind), ("added", "outline")),
    ItemDuplicated.kind: ("added", "outline"),
    ItemDeleted.kind: ("removed", "outline"),
    ItemTransferred.kind: ("outline", "added", "removed"),
    PeopleAssigned.kind: ("people",),
    SkillsNeeded.kind: ("skills",),
    ChecklistChanged.kind: ("progress",),
    **dict.fromkeys((DelayCosted.kind, ItemRanked.kind), ("importance",)),
    ItemPaused.kind: ("pauses",),
    ProjectCreated.kind: ("added",),
    ProjectRestored.kind: ("added",),
    ProjectUnarchived.kind: ("added",),
    **dict.fromkeys((ProjectDeleted.kind, ProjectArchived.kind), ("removed",)),
    GrantGiven.kind: ("members",),
    DemandAdded.kind: ("expected",),
    DemandEdited.kind: ("expected",),
    DemandRemoved.kind: ("expected",),
    **dict.fromkeys((TeamJoined.kind, TeamLeft.kind, RoleChanged.kind), ("members",)),
    **dict.fromkeys((PersonSuspended.kind, PersonReadmitted.kind), ("members",)),
    PersonAdded.kind: ("added",),
    PersonEdited.kind: ("hours", "capacity", "holidays", "ways"),
    **dict.fromkeys((HoursSet.kind, HoursRemoved.kind), ("hours",)),
    **dict.fromkeys((AbsenceAdded.kind, AbsenceDecided.kind), ("absence",)),
    **dict.fromkeys((AbsenceRemoved.kind, AbsenceRestored.kind), ("absence",)),
    **dict.fromkeys((BusyAdded.kind, BusyRemoved.kind), ("busy",)),
    **dict.fromkeys((FeedAdded.kind, FeedRead.kind, FeedRemoved.kind), ("busy",)),
    **dict.fromkeys((SkillRated.kind, SkillUnrated.kind), ("levels",)),
    **dict.fromkeys((CalendarEdited.kind, WorkingWeekSet.kind), ("calendar",)),
    **dict.fromkeys((HolidaySet.kind, HolidayRemoved.kind), ("holidays",)),
    HolidaysImported.kind: ("holidays",),
    LocationEdited.kind: ("hours", "holidays"),
    WorkspaceEdited.kind: ("settings", "interruptions"),
    OrderFound.kind: ("order",),
    **dict.fromkeys((OverrideSet.kind, OverrideRemoved.kind), ("override",)),
}
"""What else can be behind a change, and behind a change of what."""

LINKS: Final = (ItemsLinked.kind, ItemsUnlinked.kind)

WIDE: Final = frozenset(
    {"hours", "holidays", "members", "calendar", "settings", "order"}
    | {"interruptions"}
)
"""Aspects that change with something else than the thing: a place, a team."""

MARGIN: Final = timedelta(minutes=5)
"""So long before a snapshot may have happened what it does not know yet."""


class Logged(NamedTuple):
    pk: int
    at: datetime
    operation: UUID
    marks: frozenset[tuple[str, Thing | None]]


def read_log(workspace_id: int, *, since: datetime, until: datetime) -> list[Logged]:
    """Return what may be behind changes, in order; one query."""
    rows = Event.objects.filter(
        workspace_id=workspace_id,
        at__gt=since - MARGIN,
        at__lte=until,
        kind__in=[*COLUMNS, *KINDS, *LINKS],
    )
    columns = ("kind", "subject_type", "subject_id", "other_type", "other_id")
    found = rows.order_by("at", "pk").values_list(
        "pk", "at", "operation", *columns, "data__after"
    )
    return [
        Logged(pk, at, operation, frozenset(_marks(*event)))
        for pk, at, operation, *event in found.iterator(2000)
    ]


def _marks(
    kind: str,
    subject_type: str,
    subject_id: int,
    other_type: str,
    other_id: int | None,
    after: Any,
) -> Iterator[tuple[str, Thing | None]]:
    """Yield of what thing an event may have changed which aspect."""
    if kind in LINKS:
        yield "link", link(subject_id, other_id or 0)
        return
    things: list[Thing | None] = [Thing(subject_type, subject_id)]
    if other_id is not None:
        things.append(Thing(other_type, other_id))
    aspects: Iterable[str] = KINDS.get(kind, ())
    if kind in COLUMNS:
        aspects = {COLUMNS[kind][name] for name in after if name in COLUMNS[kind]}
    for aspect in aspects:
        yield from ((aspect, thing) for thing in things)
        if aspect in WIDE:
            yield aspect, None


class Between:
    """What happened from one snapshot to the next."""

    def __init__(self, log: Iterable[Logged]) -> None:
        self._by_mark: defaultdict[tuple[str, Thing | None], list[Logged]]
        self._by_mark = defaultdict(list)
        for event in log:
            for mark in event.marks:
                self._by_mark[mark].append(event)

    def explained(self, change: Change) -> Change:
        """Return the change with the last event that made it, if the log has any."""
        found = self._of({(change.aspect, thing) for thing in change.about})
        if not found and change.aspect in WIDE:
            found = self._of({(change.aspect, None)})
        if not found:
            return change
        last = found[-1]
        return change._replace(
            event_id=last.pk, at=last.at, operation=last.operation, events=len(found)
        )

    def _of(self, marks: Iterable[tuple[str, Thing | None]]) -> list[Logged]:
        events = {e.pk: e for mark in marks for e in self._by_mark.get(mark, ())}
        return sorted(events.values(), key=lambda event: (event.at, event.pk))
