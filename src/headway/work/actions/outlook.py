"""Take over what the plan says."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Final, TypeVar

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Least

from headway.actors.models import Actor
from headway.work.models import Outlook, ProjectOutlook

Row = TypeVar("Row", Outlook, ProjectOutlook)

SAID = (
    "starts_at", "p5", "p50", "p85", "p95", "chance_percent", "start_chance_percent",
    "rank", "cause", "culprit_id", "witness_id", "is_critical", "unplaced",
    "has_assumed_people", "has_assumed_effort",
)  # fmt: skip
WHY = (
    "critical_percent", "expected_minutes", "learned_from", "own_percent",
    "ahead", "latest_start", "due_through_id", "behind_minutes",
    "score", "score_minutes", "waiting_id", "demand_id",
)  # fmt: skip
PROJECT_SAID = ("starts_at", "p5", "p50", "p85", "p95", "chance_percent")
PROJECT_WHY = ("team_share", "growth_share", "ends_at", "bound_at")

BATCH: Final = 1000
"""Rows that are compared and written at once: all of a large workspace's would take
more memory than its plan."""


@transaction.atomic
def publish_outlook(
    items: Iterable[Outlook], projects: Sequence[ProjectOutlook], *, by: Actor
) -> set[int]:
    """Write the unsaved rows ``items`` and ``projects`` in place of the workspace's.

    Only rows that say something new are written, no version of an item grows and no
    event is recorded: the run of the plan is the one fact.  Rows of items that are not
    among ``items`` are deleted.  Returns the ids of the items that changed: of which
    more is said than other reasons for the same dates and place.  ``items`` may be made
    on the way: few are held at a time.
    """
    changed = _replace(Outlook, "item_id", SAID, items, by, why=WHY)
    _replace(ProjectOutlook, "project_id", PROJECT_SAID, projects, by, why=PROJECT_WHY)
    return changed


def raise_bounds(bounds: Mapping[int, datetime], *, by: Actor) -> None:
    """Note that no order of work ends projects before some instants, by their ids.

    That is nothing that happened: no event is recorded.
    """
    mine = ProjectOutlook.objects.filter(workspace_id=by.workspace_id)
    for project_id, at in bounds.items():
        lower = mine.filter(project_id=project_id, bound_at__lt=at)
        lower.update(bound_at=Least(Value(at), F("ends_at")))


def _replace(
    model: type[Row],
    owner: str,
    said: tuple[str, ...],
    rows: Iterable[Row],
    by: Actor,
    why: tuple[str, ...] = (),
) -> set[int]:
    mine = model.objects.filter(workspace_id=by.workspace_id)
    gone = set(mine.values_list(owner, flat=True))
    changed: set[int] = set()
    left = iter(rows)
    while some := list(islice(left, BATCH)):
        wanted = {getattr(row, owner): row for row in some}
        changed |= _write(mine, owner, said, why, wanted)
        gone -= wanted.keys()
    if gone:
        mine.filter(**{f"{owner}__in": gone}).delete()
    return gone | changed


def _write(
    mine: QuerySet[Row],
    owner: str,
    said: tuple[str, ...],
    why: tuple[str, ...],
    wanted: Mapping[int, Row],
) -> set[int]:
    """Write the rows that say something new; return of what more than reasons."""
    columns: tuple[str, ...] = (*said, *why)
    there = mine.filter(**{f"{owner}__in": wanted.keys()})
    known = {row[0]: row[1:] for row in there.values_list(owner, *columns)}
    values = {
        pk: tuple(getattr(row, name) for name in columns) for pk, row in wanted.items()
    }
    changed = [pk for pk in wanted if known.get(pk) != values[pk]]
    mine.bulk_create(
        [wanted[pk] for pk in changed],
        update_conflicts=True,
        unique_fields=[owner.removesuffix("_id")],
        update_fields=[*columns, "run_id"],
    )
    end = len(said)
    return {pk for pk in changed if known.get(pk, ())[:end] != values[pk][:end]}
