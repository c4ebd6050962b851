"""What each page answers that is asked for the neighbours of an item, and how."""

from headway.work.filters.ordering import Order
from headway.work.models.items import ItemQuerySet

Beside = tuple[int | None, int | None]
"""The ids of what is before an item and behind it, None at an end."""


def first_of(
    rows: ItemQuerySet, order: Order, pk: int | None, *, is_back: bool
) -> int | None:
    """Return the first of ``rows`` behind an item or before it, or of all of them."""
    found = order.sorted(rows, is_back=is_back)
    if pk is not None:
        found = found.filter(order.is_behind(pk, is_back=is_back))
    return found.values_list("pk", flat=True).first()
