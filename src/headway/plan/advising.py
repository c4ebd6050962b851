"""Which finished work is like what nobody estimated."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np
from django.db.models import Q
from django.db.models.functions import Left
from django.utils import timezone

from headway.actors.models import Actor
from headway.plan.learning import days_since
from headway.work.actions import publish_precedents
from headway.work.models import Drive, Item, State
from headway.work.models.items import ItemQuerySet, has_items
from headway_engine.forecasting.records import UNKNOWN, History
from headway_engine.forecasting.similar import SimilarItems, Text
from headway_engine.problem import Ints

MOST_PAST = 2_000
MOST_OPEN = 200
"""Items that nobody estimated, the newest: each is looked up in all that is past."""

MOST_ALIKE = 12
"""Found of each: those that a reader sees are shown, five of them."""

LONGEST = 2_000
"""So much of a description is read."""


class _Row(NamedTuple):
    pk: int
    title: str
    start: str
    type_id: int
    project_id: int
    finished_at: datetime | None


_seen: dict[int, object] = {}
"""By workspace, what was looked up last in this process."""


def advise_workspace(workspace_id: int, *, by: Actor) -> None:
    """Look for finished work like each item that nobody estimated, and publish it.

    Once a day, and when such items appear, change or go; else it costs a query.
    """
    unestimated = _unestimated(workspace_id).order_by("-pk")[:MOST_OPEN]
    today = timezone.now().astimezone(UTC).date()
    state = (today, *unestimated.values_list("pk", "version"))
    if _seen.get(workspace_id) == state:
        return
    publish_precedents(_alike(workspace_id, unestimated), by=by)
    _seen[workspace_id] = state


def _unestimated(workspace_id: int) -> ItemQuerySet:
    items = Item.objects.filter(
        workspace_id=workspace_id,
        drive=Drive.EFFORT,
        effort_minutes=None,
        remaining_minutes=None,
    )
    return items.open().exclude(has_items())


def _alike(workspace_id: int, unestimated: ItemQuerySet) -> dict[int, list[int]]:
    asked = _rows(unestimated)
    if not asked:
        return {}
    done = Item.objects.filter(workspace_id=workspace_id, state=State.DONE)
    done = done.exclude(Q(drive=Drive.MILESTONE) | has_items())
    rows = [*asked, *_rows(done.order_by("-finished_at", "-pk")[:MOST_PAST])]
    texts = [Text(title=row.title, description=row.start) for row in rows]
    similar = SimilarItems(_history(rows), texts)
    return {
        row.pk: [
            rows[like.row].pk
            for like in similar.like(n, finished_before=np.inf, most=MOST_ALIKE)
        ]
        for n, row in enumerate(asked)
    }


def _rows(items: ItemQuerySet) -> list[_Row]:
    found = items.annotate(start=Left("description", LONGEST))
    return [_Row(*row) for row in found.values_list(*_Row._fields)]


def _history(rows: Sequence[_Row]) -> History:
    """Lay out what likeness depends on besides words: type and project."""
    nothing = np.full(len(rows), np.nan)
    finished = [days_since(row.finished_at) for row in rows]
    return History(
        created=nothing,
        started=nothing,
        finished=np.array(finished),
        estimate=nothing,
        actual=nothing,
        person=np.full(len(rows), UNKNOWN, np.int32),
        type=_codes(row.type_id for row in rows),
        project=_codes(row.project_id for row in rows),
    )


def _codes(ids: Iterable[int]) -> Ints:
    return np.unique(list(ids), return_inverse=True)[1].astype(np.int32)
