"""Prices of decisions follow the plan, a few at a time; loads the engine."""

import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.db.models import F, Q
from django.utils import timezone

from headway.plan.current import current_forecast
from headway.plan.decisions.keeping import (
    Key,
    Made,
    decisions_in,
    keep_decisions,
    keep_price,
)
from headway.plan.decisions.pricing import DecisionPrice, price_decision
from headway.plan.forecast import Forecast, Outlooks, forecast
from headway.plan.models import Decision, DecisionKind, Pending
from headway.plan.preview import SCENARIOS
from headway.plan.rows import ItemRow
from headway.plan.snapshot import take_snapshot
from headway.plan.turns import one_at_a_time
from headway.work.models import Item

SECONDS: Final = 1.0
"""When so long was priced, a change that came meanwhile is planned first."""

LASTS: Final = timedelta(hours=1)
"""What was priced is not priced again sooner, however often all else changes."""


def price_decisions(workspace_id: int, *, seconds: float | None = SECONDS) -> bool:
    """Price decisions of a workspace that its plan has outdated; whether all are now.

    Those without a price come first, then those priced longest ago.  Each takes a
    forecast; the next one is begun within ``seconds``, None for all.  Writes outside
    of any transaction, and records nothing.
    """
    begun = time.monotonic()
    pending = Pending.objects.filter(workspace_id=workspace_id)
    planned = pending.values_list("planned", flat=True).first()
    made = forecast(
        take_snapshot(workspace_id), now=timezone.now(), scenarios=SCENARIOS
    )
    found = heeded(made)
    keep_decisions(found, workspace_id=workspace_id)
    digest = made.digest
    for row in _outdated(found, workspace_id, digest):
        if seconds is not None and time.monotonic() - begun >= seconds:
            return False
        price = price_decision(made, row.item_id, row.kind)
        keep_price(row, price, at=timezone.now(), digest=digest)
    pending.update(priced=planned or 0)
    return True


def heeded(made: Forecast) -> Mapping[Key, Made]:
    """Return the decisions that a plan heeds and of which a price can be said."""
    order = [made.compiled.nodes[i] for i in Outlooks(made, run_id=0).order]
    ids = [node.item.pk for node in order if node.item and _is_to_give(node.item)]
    return decisions_in(made.snapshot, now=made.at, order=ids)


def _is_to_give(row: ItemRow) -> bool:
    """Whether a plan could give an item to others."""
    return row.drive == "effort" and not row.started_at


def _outdated(
    found: Mapping[Key, Made], workspace_id: int, digest: str
) -> list[Decision]:
    is_due = Q(priced_at=None) | Q(priced_at__lt=timezone.now() - LASTS)
    rows = Decision.objects.filter(is_due, workspace_id=workspace_id)
    rows = rows.exclude(priced_from=digest)
    ordered = rows.order_by(F("priced_at").asc(nulls_first=True), "pk")
    return [row for row in ordered if (row.item_id, row.kind) in found]


@one_at_a_time.turn()
def prices_now(item: Item) -> Mapping[str, DecisionPrice]:
    """Price all that is decided by hand of an item, by its kind.

    Takes a forecast for each of five kinds at most, and one of the present plan.
    Raises :class:`Busy` while others are answered.
    """
    made = current_forecast(item.workspace_id, scenarios=SCENARIOS)
    mine = [kind for pk, kind in heeded_of(made, item.pk)]
    found = {kind: price_decision(made, item.pk, kind) for kind in mine}
    return {
        kind: price
        for kind, price in found.items()
        if price.others or kind != DecisionKind.PERSON
    }


def heeded_of(made: Forecast, item_id: int) -> Mapping[Key, Made]:
    """Return those of one item, wherever it is in the order."""
    order = [
        row.pk
        for row in made.snapshot.items
        if row.pk == item_id and _is_to_give(row) and row.pk in made.compiled.position
    ]
    found = decisions_in(made.snapshot, now=made.at, order=order)
    return {key: said for key, said in found.items() if key[0] == item_id}
