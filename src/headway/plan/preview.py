"""What a change would do to the dates, without making it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from headway.actors.models import Actor
from headway.plan.current import current_forecast
from headway.plan.forecast import DATES, Forecast, Outlooks, forecast
from headway.plan.rows import LinkRow
from headway.plan.snapshot import Snapshot
from headway.plan.turns import one_at_a_time
from headway.work.models import Item

SCENARIOS = 100
"""Enough to see which way a date goes; the plan itself draws more."""

CHANGEABLE = frozenset(
    {"starts_no_earlier", "remaining_minutes", "effort_minutes", "duration_minutes"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """An item whose plan a change moves."""

    item_id: int
    start_before: datetime | None
    start_after: datetime | None
    finish_before: datetime | None
    finish_after: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantiles:
    p50: datetime | None
    p85: datetime | None
    p95: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What a change would move, in the item's project and for the project.

    ``finish`` is the likely one (P50).
    """

    moved: Sequence[Moved]
    project_before: Quantiles
    project_after: Quantiles
    milliseconds: int


def preview_change(item_id: int, *, by: Actor, **changes: Any) -> Preview:
    """Say what editing an item would move; ``changes`` are as for ``edit_item``.

    Both plans are made from the same snapshot and the same draws, so that nothing but
    the change tells them apart.  Raises :class:`NotFound` and ``PermissionDenied``, and
    :class:`Busy` while others are answered.
    """
    if unknown := changes.keys() - CHANGEABLE:
        raise TypeError(f"{sorted(unknown)} cannot be previewed")
    item = _editable(item_id, by)

    def change(snapshot: Snapshot) -> Snapshot:
        items = tuple(
            row._replace(**changes) if row.pk == item.pk else row
            for row in snapshot.items
        )
        return replace(snapshot, items=items)

    return _compare(item, change)


def preview_link(
    before_id: int, after_id: int, *, by: Actor, kind: str = "FS"
) -> Preview:
    """Say what linking two items would move."""
    item = _editable(after_id, by)
    before = Item.objects.get_for_read(before_id, by=by)
    link = LinkRow(before.pk, item.pk, kind, 0, lag_is_elapsed=False)
    return _compare(item, lambda s: replace(s, links=(*s.links, link)))


def _editable(item_id: int, by: Actor) -> Item:
    item = Item.objects.get_for_read(item_id, by=by)
    Item.objects.check_change(item, by=by)
    return item


@one_at_a_time.turn()
def _compare(item: Item, change: Any) -> Preview:
    begun = time.monotonic()
    project_id = item.project_id
    present = current_forecast(item.workspace_id, scenarios=SCENARIOS)
    changed = change(present.snapshot)
    before = _said(present, project_id)
    after = _said(forecast(changed, now=present.at, scenarios=SCENARIOS), project_id)
    moved = [
        Moved(
            item_id=pk,
            start_before=before.items[pk][0],
            start_after=after.items[pk][0],
            finish_before=before.items[pk][1],
            finish_after=after.items[pk][1],
        )
        for pk in before.items
        if before.items[pk] != after.items[pk]
    ]
    return Preview(
        moved=moved,
        project_before=before.project,
        project_after=after.project,
        milliseconds=round((time.monotonic() - begun) * 1000),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    items: dict[int, tuple[datetime | None, datetime | None]]
    project: Quantiles


def _said(made: Forecast, project_id: int) -> _Said:
    rows = Outlooks(made, run_id=0)
    whole = rows.project(project_id)
    return _Said(
        {row.item_id: (row.start, row.finish) for row in rows.dates(project_id)},
        Quantiles(**{name: getattr(whole, name) for name in DATES[1:]}),
    )
