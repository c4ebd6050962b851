"""How much projects that are finished grew while they were worked on."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

import numpy as np
from django.db.models import Exists, OuterRef
from django.utils import timezone

from headway.plan.unplanned import is_interruption
from headway.work.models import Drive, Item, Project, State
from headway.work.models.items import ASSUMED_MINUTES, ItemQuerySet, has_items
from headway_engine.forecasting.growth import Grown, Growth, growth_of, learned_growth

MOST_PROJECTS = 40
"""The newest of those that are finished."""

LEAST_PROJECTS = 3
"""Finished ones that tell, before plans count with work that nobody knows of yet."""

QUIET = timedelta(days=30)
"""A project in which nothing is open counts as finished so long after its last item."""

RECKONED = ("msproject", "ganttproject", "planner", "mpx", "taskjuggler", "mpxj")
"""Sources of items of which nobody recorded when they came up, or what was spent."""


class DoneRow(NamedTuple):
    project_id: int
    created_at: datetime
    finished_at: datetime
    effort_minutes: int | None


def grown_projects(workspace_id: int) -> tuple[Grown, ...]:
    """Read by how much each finished project grew; one query.

    Projects in the archive count, those in the bin do not.
    """
    rows = _done(workspace_id).values_list(*DoneRow._fields)
    before = timezone.now() - QUIET
    return tuple(_grown((DoneRow(*row) for row in rows), before=before))


def _done(workspace_id: int) -> ItemQuerySet:
    inside = Item.objects.filter(project=OuterRef("pk"))
    finished = Project.objects.filter(
        ~Exists(inside.open()), Exists(inside), workspace_id=workspace_id
    )
    items: ItemQuerySet = Item.objects.filter(
        project__in=finished.order_by("-pk").values("pk")[:MOST_PROJECTS],
        state=State.DONE,
    )
    items = items.exclude(external_source__in=RECKONED)
    items = items.exclude(drive=Drive.MILESTONE).exclude(has_items())
    return items.order_by("project_id", "finished_at", "pk")


def _grown(rows: Iterable[DoneRow], *, before: datetime) -> Iterator[Grown]:
    for _project, group in groupby(rows, key=lambda row: row.project_id):
        done = list(group)
        if done[-1].finished_at > before:
            continue
        done = [row for row in done if not _is_interruption(row)]
        found = growth_of(
            np.array([row.created_at.timestamp() for row in done]),
            np.array([row.finished_at.timestamp() for row in done]),
            np.array([float(row.effort_minutes or ASSUMED_MINUTES) for row in done]),
        )
        if found is not None:
            yield Grown(round(found.growth, 4), round(found.items, 1))


def _is_interruption(row: DoneRow) -> bool:
    return is_interruption(
        created_at=row.created_at,
        finished_at=row.finished_at,
        effort_minutes=row.effort_minutes,
    )


def expected_growth(grown: tuple[Grown, ...]) -> Growth | None:
    """Say by what open projects will grow; nothing where too few are finished."""
    return learned_growth(grown) if len(grown) >= LEAST_PROJECTS else None
