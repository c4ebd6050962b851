"""Who does the open work of a project, and how busy they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from headway.actors.models import Actor
from headway.plan.busy import Busy
from headway.plan.models import Load
from headway.plan.timeline.busy import soon_percent
from headway.work.hiding import named_assignments
from headway.work.models import Masks, Project
from headway.work.models.types import CLOSED

MOST_PEOPLE = 12


@dataclass(frozen=True, kw_only=True)
class Worker:
    """``percent`` is how much of the next seven days is booked, by all projects."""

    pk: int
    name: str
    is_me: bool
    items: int
    percent: int | None

    @property
    def is_over(self) -> bool:
        return self.percent is not None and self.percent > 100


def workers_in(
    project: Project, masks: Masks, today: date, *, by: Actor
) -> Sequence[Worker]:
    """Return those who do most of it first; two queries."""
    counted = (
        named_assignments(masks, by=by)
        .filter(item__project=project, item__deletion=None)
        .exclude(item__state__in=CLOSED)
        .values_list("person_id", "person__actor__name", "person__actor_id")
        .annotate(items=Count("pk"))
        .order_by("-items", "person__actor__name")
    )
    found = list(counted[:MOST_PEOPLE])
    loads = Load.objects.visible_to(by).filter(person__in=[row[0] for row in found])
    said = {
        pk: Busy(
            pk=pk, name="", is_me=False, first=first, booked=booked, able=able, away=()
        )
        for pk, first, booked, able in loads.values_list(
            "person_id", "first_on", "booked", "able"
        )
    }
    return [
        Worker(
            pk=pk,
            name=name,
            is_me=actor_id == by.pk,
            items=items,
            percent=soon_percent(said[pk], today) if pk in said else None,
        )
        for pk, name, actor_id, items in found
    ]
