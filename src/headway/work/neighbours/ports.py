"""What each page answers that is asked for the neighbours of an item, and how."""

from typing import Protocol

from django.db.models import F
from django.http import QueryDict

from headway.actors.models import Actor
from headway.work.filters.ordering import Order
from headway.work.models import Item
from headway.work.models.items import ItemQuerySet

Beside = tuple[int | None, int | None]
"""The ids of what is before an item and behind it, None at an end."""


class Finder(Protocol):
    """Finds them on the page of a query string; None where it shows no such item.

    Raises :class:`NotFound` where its saved view is gone.
    """

    def __call__(self, item: Item, given: QueryDict, *, by: Actor) -> Beside | None: ...


def first_of(
    rows: ItemQuerySet, order: Order, pk: int | None, *, is_back: bool
) -> int | None:
    """Return the first of ``rows`` behind an item or before it, or of all of them."""
    found = order.sorted(rows, is_back=is_back)
    if pk is not None:
        found = found.filter(order.is_behind(pk, is_back=is_back))
    return found.values_list("pk", flat=True).first()


def near_in_outline(
    rows: ItemQuerySet, item: Item, *, is_back: bool, by: Actor
) -> int | None:
    """Return the first of ``rows`` behind an item or before it in its own project."""
    order = Order(keys={"place": F("position")}, descending=frozenset(), by=by)
    same = rows.filter(project_id=item.project_id)
    return first_of(same, order, item.pk, is_back=is_back)
