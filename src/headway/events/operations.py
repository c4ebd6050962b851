"""What somebody did, act by act, and what of it is to be undone or done again next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from headway.actors.models import Actor
from headway.events import ports
from headway.events.history import is_undoable, told
from headway.events.models import Event

KEY_REACH = timedelta(hours=24)
"""How far back the keys for undo and redo reach; histories reach further."""

MOST_ACTS = 500


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One act: what it took back, if anything, and whether it still stands.

    ``depth`` is 0 for an act, 1 for its undo, 2 for doing it again, and so on; only
    :func:`operations_of` says it.
    """

    pk: UUID
    at: datetime
    events: int
    actor_id: int
    undoes: UUID | None
    stands: bool
    depth: int = 0


def operations_of(by: Actor, *, since: datetime) -> list[Operation]:
    """Return what ``by`` did, newest first, as far as it can be taken back."""
    acts = _acts(by, since)
    depths = _depths(acts)
    undone: set[UUID | None] = set()
    found = []
    for pk, row in acts.items():
        stands = pk not in undone
        if stands:
            undone.add(row["undoes"])
        if row["actor"] == by.pk:
            found.append(
                Operation(
                    pk=pk,
                    at=row["at"],
                    events=row["events"],
                    actor_id=row["actor"],
                    undoes=row["undoes"],
                    depth=depths[pk],
                    stands=stands,
                )
            )
    return found


def page_of_operations(
    by: Actor, *, since: datetime, before: int = 0, most: int
) -> tuple[list[Operation], int | None]:
    """Return a page of what ``by`` did, newest first, and where the next one begins.

    A place in it is the last event of an act: what is done meanwhile is before all.
    """
    mine = _undoable(by, since).filter(actor=by)
    rows = mine.filter(last__lt=before) if before else mine
    page = list(rows.order_by("-last")[: most + 1])
    undone = _undone(by, since)
    found = [
        Operation(
            pk=row["operation"],
            at=row["at"],
            events=row["events"],
            actor_id=row["actor"],
            undoes=row["undoes"],
            stands=row["operation"] not in undone,
        )
        for row in page[:most]
    ]
    return found, page[most - 1]["last"] if len(page) > most else None


def _undone(by: Actor, since: datetime) -> set[UUID | None]:
    """Return the acts that were taken back by what still stands."""
    rows = Event.objects.visible_to(by).filter(undoes__isnull=False, at__gte=since)
    takers = rows.values_list("operation", "undoes").annotate(last=Max("pk"))
    undone: set[UUID | None] = set()
    for taker, act, _last in takers.order_by("-last"):
        if taker not in undone:
            undone.add(act)
    return undone


def _acts(by: Actor, since: datetime) -> Mapping[UUID, Mapping[str, Any]]:
    """Return the acts of ``by`` and all that took anything back, newest first."""
    rows = _undoable(by, since).filter(Q(actor=by) | Q(undoes__isnull=False))
    return {row["operation"]: row for row in rows.order_by("-last")[:MOST_ACTS]}


def _undoable(by: Actor, since: datetime) -> QuerySet[Any, Any]:
    """Acts that can be taken back, one row each; ``last`` is the last of its events."""
    kinds = [kind for kind in ports.undos() if is_undoable(kind)]
    return (
        Event.objects.visible_to(by)
        .filter(at__gte=since, kind__in=kinds)
        .values("operation", "undoes", "actor")
        .annotate(events=Count("pk"), at=Min("at"), last=Max("pk"))
    )


def _depths(acts: Mapping[UUID, Mapping[str, Any]]) -> dict[UUID, int]:
    depths: dict[UUID, int] = {}
    for pk in reversed(list(acts)):
        before = acts[pk]["undoes"]
        depths[pk] = 0 if before is None else depths.get(before, 0) + 1
    return depths


def next_to_undo(by: Actor) -> Operation | None:
    """Return the last act of ``by`` that still stands."""
    acts = operations_of(by, since=timezone.now() - KEY_REACH)
    return next((act for act in acts if act.stands and act.depth % 2 == 0), None)


def next_to_redo(by: Actor) -> Operation | None:
    """Return the last undo by ``by``, unless they have done something new since."""
    for act in operations_of(by, since=timezone.now() - KEY_REACH):
        if act.depth == 0:
            return None
        if act.stands and act.depth % 2 == 1:
            return act
    return None


def words_of(
    operations: Sequence[UUID], *, by: Actor, most: int = 3
) -> dict[UUID, list[str]]:
    """Say what each operation did, in a few sentences of its first events."""
    nth = Window(RowNumber(), partition_by="operation", order_by="pk")
    rows = Event.objects.visible_to(by).filter(operation__in=operations)
    first = rows.annotate(nth=nth).filter(nth__lte=most)
    events = list(first.select_related("actor").order_by("pk"))
    said: dict[UUID, list[str]] = {pk: [] for pk in operations}
    for event, entry in told(events, by=by):
        said[event.operation].append(entry.text)
    return said
