"""Reads what the timeline shows: a fixed number of queries, whatever the rows."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from headway.actors.models import Actor
from headway.base.compiled import Columns
from headway.base.querysets import any_of
from headway.plan.allowances import Allowances
from headway.plan.models import Baseline, Load, LoadQuerySet, Pending, Run
from headway.plan.snapshot import calendars_of
from headway.plan.timeline.ask import Ask
from headway.plan.timeline.rows import Item, Project
from headway.work import models as work
from headway.work.hiding import masks_of, named_assignments
from headway.work.models import Hidden, Masks
from headway.work.models.items import ItemQuerySet, has_items
from headway_engine.calendars import WorkingTime

MOST_ROWS = 5000
"""Projects behind so many items come folded, unless they are asked for."""

MOST_PEOPLE = 60
"""So many people are shown at most; fewer projects show the others."""

MOST_CHOICES = 200
"""Projects that are offered; an address may name others."""

OUTLOOK = ("starts_at", "p50", "p85", "p95")
ITEM = (
    "pk", "project_id", "number", "parent_id", "depth", "title", "state", "drive",
    "effort_minutes", "duration_minutes", "remaining_minutes", "spent_minutes",
    "checks_total", "checks_done", "starts_no_earlier", "deadline",
    "started_at", "finished_at", "version",
    *(f"outlook__{name}" for name in OUTLOOK),
    "outlook__chance_percent", "outlook__is_critical", "outlook__critical_percent",
    "outlook__unplaced", "outlook__cause", "outlook__culprit_id",
)  # fmt: skip
PROJECT = (
    "pk", "key", "name", "calendar_id", *(f"outlook__{name}" for name in OUTLOOK)
)  # fmt: skip

NO_DATES: dict[str, Any] = dict.fromkeys(("start", "p50", "p85", "p95"))
NO_FORECAST = NO_DATES | dict.fromkeys(
    (
        "chance_percent",
        "is_critical",
        "critical_percent",
        "unplaced",
        "cause",
        "culprit_id",
    )
)
NO_EFFORT: dict[str, Any] = dict.fromkeys(
    ("effort_minutes", "duration_minutes", "remaining_minutes")
)


@dataclass(frozen=True, kw_only=True)
class Doer:
    """Who does an item: the accountable one, and how many others."""

    name: str
    is_me: bool
    others: int = 0


@dataclass(frozen=True, kw_only=True)
class PlanAge:
    """When the dates on the screen were calculated, and from how many runs."""

    at: datetime
    scenarios: int
    is_old: bool
    """Whether something changed since that the dates do not know of."""
    waits_for_hand: bool
    """Whether that is planned only when somebody asks."""
    allowances: Allowances


def projects_for(ask: Ask, *, by: Actor) -> list[Project]:
    """The projects that the actor sees, or those of them that are named."""
    rows = work.Project.objects.visible_to(by).order_by("key")
    rows = rows.filter(key__in=ask.projects) if ask.projects else rows.unarchived()
    counted = rows.annotate(shown=Count("items", filter=~Q(items__state="cancelled")))
    columns: list[Any] = [*PROJECT, "shown", "archived_at"]
    if len(ask.projects) == 1:
        columns.append(ArraySubquery(_baselines(by)))
    found = [Project(*row) for row in counted.values_list(*columns)]
    undated = masks_of(by).projects_hiding(Hidden.FORECAST)
    blank = {**NO_DATES, "baselines": ()}
    return [p._replace(**blank) if p.pk in undated else p for p in found]


def _baselines(by: Actor) -> QuerySet[Baseline, Any]:
    """Of a project that the actor sees; read with it, so that no query is added."""
    rows = Baseline.objects.live().filter(
        workspace_id=by.workspace_id, project=OuterRef("pk")
    )
    return rows.newest_first().values(said=JSONObject(id="pk", name="name"))


def narrowed(projects: Sequence[Project], matching: ItemQuerySet) -> list[Project]:
    """The projects in which something matches, with how much that is; a query."""
    counted = matching.filter(project_id__in=[project.pk for project in projects])
    counted = counted.exclude(state=work.State.CANCELLED).order_by()
    found = counted.values("project_id").annotate(n=Count("pk"))
    matches = dict(found.values_list("project_id", "n"))
    return [p._replace(items=matches[p.pk]) for p in projects if p.pk in matches]


def choosable_projects(
    shown: Sequence[Project], ask: Ask, *, by: Actor
) -> Sequence[Project | work.Project]:
    """The projects that could be shown; a query where only some are."""
    if not (ask.projects or ask.q):
        return shown[:MOST_CHOICES]
    rows = work.Project.objects.visible_to(by).order_by("key")
    return list(rows.only("key", "name")[:MOST_CHOICES])


def folded_by_size(projects: Iterable[Project], ask: Ask) -> frozenset[str]:
    """Names of the projects that would make the timeline endless."""
    folded, total = set(), 0
    for project in projects:
        total += project.items
        if total > MOST_ROWS and total > project.items:
            folded.add(project.key)
    return frozenset(folded - ask.unfolded)


def items_of(
    projects: Collection[Project], matching: ItemQuerySet | None, *, by: Actor
) -> list[Item]:
    """All items but the cancelled, in the order of their outlines.

    Of ``matching`` only those, and what they are in; two queries more.
    """
    rows = rows_of([project.pk for project in projects], matching, by=by)
    found = [Item(*row) for row in _item_columns().of(rows.in_outline())]
    masks = masks_of(by)
    return [_without_hidden(item, masks) for item in found] if masks else found


def rows_of(
    projects: Collection[int], matching: ItemQuerySet | None, *, by: Actor
) -> ItemQuerySet:
    """As :func:`items_of`, of the projects of these ids and in no order."""
    rows = (
        work.Item.objects.visible_to(by)
        .filter(project_id__in=projects)
        .exclude(state=work.State.CANCELLED)
    )
    if matching is None:
        return rows
    matches = rows.filter(pk__in=matching.order_by().values("pk"))
    return rows.filter(pk__in=_with_what_they_are_in(matches, rows))


@cache
def _item_columns() -> Columns:
    return Columns(work.Item, ITEM)


def _with_what_they_are_in(matches: ItemQuerySet, rows: ItemQuerySet) -> set[int]:
    """The ids of the matches, and of all items of ``rows`` that they are in."""
    holders = rows.filter(has_items()).values_list("pk", "parent_id")
    parents = dict(holders.order_by())
    kept: set[int] = set()
    for pk, parent in matches.values_list("pk", "parent_id"):
        kept.add(pk)
        while parent in parents and parent not in kept:
            kept.add(parent)
            parent = parents[parent]
    return kept


def _without_hidden(item: Item, masks: Masks) -> Item:
    hides = masks.of(item.project_id)
    if Hidden.EFFORT in hides:
        item = item._replace(**NO_EFFORT)
    return item._replace(**NO_FORECAST) if Hidden.FORECAST in hides else item


def links_of(projects: Collection[Project], *, by: Actor) -> list[tuple[int, int, str]]:
    """``(before, after, kind)`` of each dependency; both ends are of one project."""
    rows = work.Link.objects.filter(
        workspace_id=by.workspace_id,
        before__project_id__in=[project.pk for project in projects],
    )
    return list(rows.order_by("pk").values_list("before_id", "after_id", "kind"))


def changeable(projects: Collection[Project], *, by: Actor) -> frozenset[int]:
    """Projects whose items the actor may change."""
    rows = work.Project.objects.contributable_by(by)
    ids = rows.filter(pk__in=[project.pk for project in projects])
    return frozenset(ids.values_list("pk", flat=True))


def doers_of(items: Collection[int], *, by: Actor) -> dict[int, Doer]:
    """Who does each of the items; none where nobody is named."""
    rows = (
        named_assignments(masks_of(by), by=by)
        .filter(item_id__in=any_of(items))
        .order_by("item_id", "-is_accountable", "pk")
        .values_list("item_id", "person__actor_id", "person__actor__name")
    )
    doers: dict[int, Doer] = {}
    for item_id, actor_id, name in rows:
        first = doers.get(item_id)
        doers[item_id] = (
            Doer(name=name, is_me=actor_id == by.pk)
            if first is None
            else Doer(name=first.name, is_me=first.is_me, others=first.others + 1)
        )
    return doers


def loads_for(
    projects: Collection[Project],
    ask: Ask,
    matching: ItemQuerySet | None = None,
    *,
    by: Actor,
) -> LoadQuerySet:
    """Of the people who do the named projects or what matches, or of all.

    The actor comes first.
    """
    rows = Load.objects.visible_to(by)
    if ask.projects or matching is not None:
        shares = work.Assignment.objects.filter(
            workspace_id=by.workspace_id,
            person_id=OuterRef("person_id"),
            item__project__in=[project.pk for project in projects],
        )
        if matching is not None:
            shares = shares.filter(item__in=matching.order_by().values("pk"))
        rows = rows.filter(Exists(shares))
    return rows.in_order(by)


def default_working_time(workspace_id: int) -> WorkingTime | None:
    calendars, default = calendars_of(workspace_id)
    return None if default is None else calendars[default]


def plan_age(workspace_id: int) -> PlanAge | None:
    run = (
        Run.objects.filter(workspace_id=workspace_id)
        .order_by("-pk")
        .values_list("at", "scenarios", *Allowances._fields)
        .first()
    )
    if run is None:
        return None
    pending = Pending.objects.filter(workspace_id=workspace_id).first()
    return PlanAge(
        at=run[0],
        scenarios=run[1],
        is_old=pending is not None and pending.planned < pending.asked,
        waits_for_hand=pending is not None
        and pending.is_by_hand
        and pending.planned >= pending.wanted,
        allowances=Allowances(*run[2:]),
    )
