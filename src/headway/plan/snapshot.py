"""All that a workspace's plan depends on, read at one instant."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone

from headway.actors.models import Workspace
from headway.people.levels import ratings_of
from headway.people.models import Person, PersonSkill
from headway.people.models.skills import USUAL_SPEED
from headway.people.timetables import WholeCalendar, timetables_of, whole_calendars
from headway.people.week import Timetable
from headway.plan.growing import RECKONED, grown_projects
from headway.plan.models import Order, Override
from headway.plan.rows import (
    CostRow,
    DemandRow,
    DraggedRow,
    ItemRow,
    LinkRow,
    NeedRow,
    OverrideRow,
    PartRow,
    PastRow,
    PersonRow,
    ProjectRow,
)
from headway.work.models import (
    Assignment,
    CostOfDelay,
    Demand,
    Front,
    Grant,
    Item,
    Link,
    Need,
    Pause,
    Project,
    State,
)
from headway.work.models.amounts import Drive
from headway.work.models.items import ItemQuerySet, has_items
from headway.work.models.projects import CHANGERS
from headway.work.pauses import Span
from headway_engine.calendars import DatedHours, WorkingTime
from headway_engine.forecasting.growth import Grown

MOST_PAST = 2_000
"""Finished items that are learnt from; the engine forgets half after 500."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """A workspace as the planner sees it, without what is in the archive.

    ``items`` are in the order of their outlines.  ``members`` are the people who may
    do work of a project that names nobody.  ``calendars`` hold working time in the
    workspace's ``zone``, ``timetables`` people's in their own.  ``needs`` are the
    skills that items ask for, ``levels`` how well people do each of those, and
    ``speeds`` how fast in percent where that is not as usual.  ``past`` is
    the work finished last of which somebody recorded what it took.  ``order`` is one
    that a search found: ids of items, and what gave them their places then.  ``grown``
    is by how much finished projects grew.  ``delay_costs`` are of the
    items of which somebody said it in numbers, ``demands`` what is no item yet, and
    ``overrides`` of the items that people put before others; ``dragged`` says where the
    cards are in projects that judge by the order of the board.  ``interrupted`` is what
    everybody loses of whom nothing else is known, as a person's two columns say it.
    ``pauses`` are when items rest, in order.
    ``learnt_at`` is when finished work was learnt from; None: when it is planned.
    """

    workspace_id: int
    seed: int
    zone: str
    items: tuple[ItemRow, ...]
    projects: Mapping[int, ProjectRow]
    links: tuple[LinkRow, ...]
    parts: Mapping[int, tuple[PartRow, ...]]
    people: tuple[PersonRow, ...]
    members: Mapping[int, tuple[int, ...]]
    calendars: Mapping[int, WorkingTime]
    default_calendar_id: int | None
    timetables: Mapping[int, Timetable] = field(default_factory=dict)
    needs: Mapping[int, tuple[NeedRow, ...]] = field(default_factory=dict)
    levels: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    speeds: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    past: tuple[PastRow, ...] = ()
    order: tuple[tuple[int, int], ...] = ()
    grown: tuple[Grown, ...] = ()
    delay_costs: Mapping[int, CostRow] = field(default_factory=dict)
    demands: tuple[DemandRow, ...] = ()
    interrupted: tuple[int | None, int | None] = (None, None)
    overrides: Mapping[int, OverrideRow] = field(default_factory=dict)
    dragged: Mapping[int, DraggedRow] = field(default_factory=dict)
    pauses: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    learnt_at: datetime | None = None

    def zone_of(self, person: PersonRow) -> str:
        return self.timetables[person.pk].zone


def take_snapshot(workspace_id: int) -> Snapshot:
    """Read the workspace in one short transaction, with a dozen queries."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_outermost:  # else the caller's transaction has already read something
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return _read(workspace_id)


def _read(workspace_id: int) -> Snapshot:
    workspace = Workspace.objects.get(pk=workspace_id)
    here = {"workspace_id": workspace_id}
    items = Item.objects.filter(**here).unarchived()
    items = items.order_by("project_id", "position", "pk")
    calendars, default = calendars_of(workspace_id)
    parts: defaultdict[int, list[PartRow]] = defaultdict(list)
    # who is given work while they turn out to be somebody else does none of it
    assignments = Assignment.objects.filter(**here, person__same_as=None)
    assignments = assignments.order_by("item_id", "pk")
    for item_id, *part in assignments.values_list("item_id", *PartRow._fields):
        parts[item_id].append(PartRow(*part))
    needs = _needs(workspace_id)
    demands = _demands(workspace_id)
    levels, speeds = ratings_needed(workspace, needs, demands)
    rows = _rows(Person.objects.filter(**here).order_by("pk"), PersonRow)
    people = tuple(PersonRow(*row) for row in rows)
    projects = {
        row[0]: ProjectRow(*row)
        for row in _rows(Project.objects.filter(**here).unarchived(), ProjectRow)
    }
    is_dragged = any(row.front == Front.ORDER for row in projects.values())
    return Snapshot(
        workspace_id=workspace_id,
        seed=workspace.seed,
        zone=workspace.zone,
        items=tuple(ItemRow(*row) for row in _rows(items, ItemRow)),
        projects=projects,
        links=tuple(
            LinkRow(*row)
            for row in _rows(Link.objects.filter(**here).order_by("pk"), LinkRow)
        ),
        parts={item_id: tuple(rows) for item_id, rows in parts.items()},
        people=people,
        members=_members(workspace_id),
        calendars=calendars,
        default_calendar_id=default,
        timetables=timetables_of(workspace_id, busy_since=timezone.now()),
        needs=needs,
        levels=levels,
        speeds=speeds,
        past=tuple(PastRow(*row) for row in _rows(_past(workspace_id), PastRow)),
        order=_order(workspace_id),
        grown=grown_projects(workspace_id),
        delay_costs=_delay_costs(workspace_id),
        demands=demands,
        interrupted=(
            workspace.interrupted_percent,
            workspace.interrupted_most_percent,
        ),
        overrides=_overrides(workspace_id),
        dragged=_dragged(workspace_id) if is_dragged else {},
        pauses=_pauses(workspace_id),
    )


def _demands(workspace_id: int) -> tuple[DemandRow, ...]:
    """Read what is expected and not over."""
    rows = Demand.objects.filter(
        workspace_id=workspace_id, ends_on__gte=timezone.now() - timedelta(days=1)
    )
    return tuple(
        DemandRow(*row) for row in _rows(rows.planned().order_by("pk"), DemandRow)
    )


def _delay_costs(workspace_id: int) -> dict[int, CostRow]:
    rows = CostOfDelay.objects.filter(workspace_id=workspace_id).order_by("item")
    return {
        pk: CostRow(*row) for pk, *row in rows.values_list("item_id", *CostRow._fields)
    }


def _overrides(workspace_id: int) -> dict[int, OverrideRow]:
    rows = Override.objects.filter(workspace_id=workspace_id).in_force()
    said = rows.order_by("pk").values_list("item_id", *OverrideRow._fields)
    return {item_id: OverrideRow(*row) for item_id, *row in said}


def _dragged(workspace_id: int) -> dict[int, DraggedRow]:
    rows = Item.objects.filter(workspace_id=workspace_id, project__front=Front.ORDER)
    said = ("project_id", "status__name", "board_rank")
    found = rows.open().unarchived().order_by("pk").values_list("pk", *said)
    return {pk: DraggedRow(*row) for pk, *row in found}


def _pauses(workspace_id: int) -> dict[int, tuple[Span, ...]]:
    pauses: defaultdict[int, list[Span]] = defaultdict(list)
    rows = Pause.objects.filter(workspace_id=workspace_id).order_by("item", "starts_at")
    for item_id, *span in rows.values_list("item_id", "starts_at", "ends_at"):
        pauses[item_id].append((span[0], span[1]))
    return {item_id: tuple(spans) for item_id, spans in pauses.items()}


def _order(workspace_id: int) -> tuple[tuple[int, int], ...]:
    found = Order.objects.filter(workspace_id=workspace_id).first()
    return tuple(zip(found.items, found.bases, strict=True)) if found else ()


def _past(workspace_id: int) -> ItemQuerySet:
    """Select what teaches how long work takes.

    Not what came from schedule files: what was spent of that was reckoned from its
    estimate, and would teach that estimates always hold.
    """
    done = Item.objects.filter(
        workspace_id=workspace_id,
        state=State.DONE,
        drive=Drive.EFFORT,
        spent_minutes__gt=0,
    )
    done = done.exclude(external_source__in=RECKONED).exclude(has_items())
    return done.order_by("-finished_at", "-pk")[:MOST_PAST]


def _rows(queryset: Any, row: type[Any]) -> Any:
    return queryset.values_list(*row._fields)


def _needs(workspace_id: int) -> dict[int, tuple[NeedRow, ...]]:
    needs: defaultdict[int, list[NeedRow]] = defaultdict(list)
    rows = Need.objects.filter(workspace_id=workspace_id).order_by("item", "skill")
    for item_id, *need in rows.values_list("item_id", *NeedRow._fields):
        needs[item_id].append(NeedRow(*need))
    return {item_id: tuple(rows) for item_id, rows in needs.items()}


ByPersonAndSkill = dict[int, dict[int, int]]


def ratings_needed(
    workspace: Workspace,
    needs: Mapping[int, tuple[NeedRow, ...]],
    demands: tuple[DemandRow, ...] = (),
) -> tuple[ByPersonAndSkill, ByPersonAndSkill]:
    """Return people's levels and speeds of what is needed at all.

    Speeds are only those that are not as usual.  No query if nothing is needed.
    """
    wanted = {need.skill_id for rows in needs.values() for need in rows}
    wanted |= {row.skill_id for row in demands if row.skill_id is not None}
    if not wanted:
        return {}, {}
    rows = PersonSkill.objects.filter(workspace=workspace, skill__in=wanted)
    today = timezone.localdate(timezone=ZoneInfo(workspace.zone))
    levels: ByPersonAndSkill = {}
    speeds: ByPersonAndSkill = {}
    for person_id, known in ratings_of(rows, on=today).items():
        levels[person_id] = {skill: rating.level for skill, rating in known.items()}
        unusual = {
            skill: rating.speed_percent
            for skill, rating in known.items()
            if rating.speed_percent != USUAL_SPEED
        }
        if unusual:
            speeds[person_id] = unusual
    return levels, speeds


def _members(workspace_id: int) -> dict[int, tuple[int, ...]]:
    """Return the people of each project who do work in it."""
    grants = Grant.objects.lasting().filter(
        workspace_id=workspace_id, role__in=CHANGERS
    )
    columns = ("project_id", "actor__person", "team__members__person")
    members: defaultdict[int, set[int]] = defaultdict(set)
    for project_id, person_id, teammate_id in grants.values_list(*columns):
        members[project_id].update({person_id, teammate_id} - {None})
    return {project_id: tuple(sorted(people)) for project_id, people in members.items()}


def calendars_of(workspace_id: int) -> tuple[dict[int, WorkingTime], int | None]:
    """Return each calendar with its bases' week and exceptions, and the default one."""
    whole, default = whole_calendars(workspace_id)
    return {pk: _working_time(calendar) for pk, calendar in whole.items()}, default


def _working_time(calendar: WholeCalendar) -> WorkingTime:
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = calendar.week
    return WorkingTime(
        week=(monday, tuesday, wednesday, thursday, friday, saturday, sunday),
        exceptions=tuple(
            DatedHours(first=e.first, last=e.last, hours=e.hours)
            for e in calendar.exceptions
        ),
    )


def next_quarter(instant: datetime) -> datetime:
    """Round up to the quarter of an hour: plans made in between are the same."""
    past = timedelta(
        minutes=instant.minute % 15,
        seconds=instant.second,
        microseconds=instant.microsecond,
    )
    return instant if not past else instant - past + timedelta(minutes=15)
