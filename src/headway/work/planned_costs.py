"""Planned costs in sums and words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from headway.actors.models import Actor
from headway.base.money import format_minor
from headway.work.models import Item, PlannedCost, Project
from headway.work.subtrees import ids_in


class Priced(Protocol):
    """What has a price: a row, or what is to become one."""

    @property
    def quantity(self) -> Decimal: ...
    @property
    def price_minor(self) -> int: ...
    @property
    def once_minor(self) -> int: ...
    @property
    def currency(self) -> str: ...


def total_minor(cost: Priced) -> int:
    """Return the quantity times the price, rounded, and what comes on top."""
    price = (Decimal(cost.quantity) * cost.price_minor).to_integral_value(ROUND_HALF_UP)
    return int(price) + cost.once_minor


def totals(costs: Iterable[Priced]) -> Mapping[str, int]:
    """Add up costs, each currency by itself, by their codes."""
    found: defaultdict[str, int] = defaultdict(int)
    for cost in costs:
        found[cost.currency] += total_minor(cost)
    return dict(sorted(found.items()))


def total_words(costs: Iterable[Priced]) -> str:
    """Say ``EUR 1,200.00``, of several currencies each; nothing where there is none."""
    return " + ".join(
        format_minor(minor, currency) for currency, minor in totals(costs).items()
    )


def costs_within(item: Item, *, is_summary: bool, by: Actor) -> str:
    """Say what the item, and all in it, is planned to cost; nothing to most people."""
    if not by.is_administrator:
        return ""
    ids = ids_in(item) if is_summary else {item.pk}
    return total_words(PlannedCost.objects.visible_to(by).filter(item__in=ids))


def costs_of_project(project: Project, *, by: Actor) -> str:
    """Say what all of a project is planned to cost; nothing to most people."""
    if not by.is_administrator:
        return ""
    rows = PlannedCost.objects.visible_to(by).filter(item__project=project)
    return total_words(rows)
