"""What was planned of a project, and what is expected in it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from django.db.models import F

from headway.actors.models import Actor
from headway.integrations.exporters.headway.history import Record
from headway.integrations.exporters.headway.people import FilePeople
from headway.plan.models import Baseline, BaselineItem
from headway.work.actions.planning_costs import COLUMNS, Cost, logged
from headway.work.models import Demand, PlannedCost, Project

OF_ITEMS = ("starts_at", "finishes_at", "work_minutes", "duration_minutes")
EXPECTED = (
    "title", "source", "effort_minutes", "starts_on", "ends_on", "probability_percent",
)  # fmt: skip


def baseline_records(
    project: Project, *, people: FilePeople, by: Actor
) -> Iterator[Record]:
    rows = Baseline.objects.visible_to(by).live().filter(project=project)
    for row in rows.order_by("number"):
        yield {
            "id": str(row.pk),
            "number": row.number,
            "name": row.name,
            "taken_at": row.taken_at,
            "taken_by": people.actor(row.by_id),
            "starts_at": row.starts_at,
            "finishes_at": row.finishes_at,
        }


def thens_of(ids: Collection[int], *, by: Actor) -> Mapping[int, list[Record]]:
    """Return what the baselines of their project say of items, by their ids."""
    found: defaultdict[int, list[Record]] = defaultdict(list)
    rows = BaselineItem.objects.visible_to(by).filter(
        item__in=ids, baseline__project=F("item__project")
    )
    for row in rows.order_by("baseline__number"):
        said = {name: getattr(row, name) for name in OF_ITEMS}
        planned = {name: value for name, value in said.items() if value is not None}
        found[row.item_id].append({"baseline": str(row.baseline_id)} | planned)
    return found


def costs_of(ids: Collection[int], *, by: Actor) -> Mapping[int, list[Record]]:
    """Return what items are planned to cost, which administrators see alone."""
    found: defaultdict[int, list[Record]] = defaultdict(list)
    rows = PlannedCost.objects.visible_to(by).filter(item__in=ids).order_by("pk")
    for pk, *values in rows.values_list("item_id", *COLUMNS):
        cost = Cost(**dict(zip(COLUMNS, values, strict=True)))
        found[pk] += logged([cost])
    return found


def demand_records(project: Project, *, by: Actor) -> Iterator[Record]:
    rows = Demand.objects.visible_to(by).filter(project=project)
    for row in rows.select_related("skill").order_by("pk"):
        said = {name: getattr(row, name) for name in EXPECTED}
        skill = {"skill": row.skill.name, "level": row.level} if row.skill else {}
        yield {"id": str(row.pk)} | said | skill
