"""Say what an item is planned to cost besides the hours of people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.money import check_currency
from headway.events.actions import record
from headway.events.facts import Fact
from headway.work.facts_planned_costs import CostsPlanned
from headway.work.models import CostKind, Item, PlannedCost

MOST_COSTS: Final = 200
MOST_MINOR: Final = 10**12
MOST_QUANTITY: Final = 10**8
PLACES: Final = 3
COLUMNS: Final = (
    "kind", "name", "quantity", "unit", "price_minor", "once_minor", "currency",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """One planned cost, as :class:`PlannedCost` has it."""

    kind: str
    name: str
    currency: str
    price_minor: int
    quantity: Decimal = Decimal(1)
    unit: str = ""
    once_minor: int = 0


@transaction.atomic
def plan_costs(
    item_id: int, costs: Sequence[Cost], *, by: Actor, if_version: int | None = None
) -> Item:
    """Let the item cost just these; the same ones again change nothing.

    Only administrators may, as they alone see what things cost.  Records
    :class:`CostsPlanned`.  Raises :class:`Refused` for what is no cost, or too many.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    by.check_administers()
    item.check_version(if_version)
    if len(costs) > MOST_COSTS:
        raise Refused(_("An item has %d planned costs at most.") % MOST_COSTS)
    for cost in costs:
        _check(cost)
    facts = put_costs({item: costs})
    if facts:
        item.version += 1
        item.save(update_fields=["version"])
        record(*facts, by=by)
    return item


def _check(cost: Cost) -> None:
    check_currency(cost.currency)
    if cost.kind not in CostKind.values:
        raise Refused(_("“%s” is no kind of cost.") % cost.kind)
    if not cost.name.strip():
        raise Refused(_("A planned cost has a name."))
    if not 0 <= cost.quantity <= MOST_QUANTITY:
        raise Refused(_("“%s” is no quantity.") % cost.quantity)
    if not (0 <= cost.price_minor <= MOST_MINOR and 0 <= cost.once_minor <= MOST_MINOR):
        raise Refused(_("That is no amount for “%s”.") % cost.name[:40])


def put_costs(wanted: Mapping[Item, Sequence[Cost]]) -> list[Fact]:
    """Give locked items just these costs, in order; return what changed."""
    rows = PlannedCost.objects.filter(item__in=wanted).order_by("item", "pk")
    held: dict[int, list[dict[str, Any]]] = {}
    for pk, *values in rows.values_list("item_id", *COLUMNS):
        held.setdefault(pk, []).append(_logged(dict(zip(COLUMNS, values, strict=True))))
    after = {item: logged(costs) for item, costs in wanted.items()}
    changed = [item for item in wanted if held.get(item.pk, []) != after[item]]
    if not changed:
        return []
    PlannedCost.objects.filter(item__in=changed).delete()
    PlannedCost.objects.bulk_create(
        PlannedCost(workspace_id=item.workspace_id, item=item, **row)
        for item in changed
        for row in after[item]
    )
    return [
        CostsPlanned(
            subject_id=item.pk,
            project_id=item.project_id,
            before=held.get(item.pk, []),
            after=after[item],
        )
        for item in changed
    ]


def logged(costs: Iterable[Cost]) -> list[dict[str, Any]]:
    """Write costs as facts log them."""
    return [_logged({name: getattr(each, name) for name in COLUMNS}) for each in costs]


def _logged(row: dict[str, Any]) -> dict[str, Any]:
    quantity = Decimal(row["quantity"]).quantize(Decimal(1).scaleb(-PLACES))
    return row | {"quantity": f"{quantity.normalize():f}", "name": row["name"].strip()}


def costs_in(rows: Iterable[Mapping[str, Any]]) -> list[Cost]:
    """Read what :func:`logged` writes."""
    return [Cost(**{**row, "quantity": Decimal(row["quantity"])}) for row in rows]


def costs_of(item: Item) -> list[Cost]:
    """Return the planned costs of an item, in order; whoever asks may see them."""
    rows = item.planned_costs.order_by("pk").values(*COLUMNS)
    return [Cost(**row) for row in rows]
