"""What stands before and behind an item in the list."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict

from headway.actors.models import Actor
from headway.work.filters.ordering import Order
from headway.work.grouping import VALUE, Grouping
from headway.work.listing import Listing
from headway.work.models import Item
from headway.work.models.items import ItemQuerySet
from headway.work.neighbours.ports import Beside, first_of, near_in_outline
from headway.work.sections import Section


def beside_in_list(item: Item, given: QueryDict, *, by: Actor) -> Beside | None:
    """Find them in the list of a query string; None where it shows nothing.

    Permission, filter, order and what is folded are the list's.  An item that the
    filter no longer finds has the place that it would have.  A few queries, whatever
    the list has; at the end of a group its groups are counted.
    """
    listing = Listing.asked(given, by=by)
    if listing.error:
        return None
    place = _Place.of(item, listing)
    return place.beside(is_back=True), place.beside(is_back=False)


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where an item is in a list: in the group ``key``."""

    item: Item
    listing: Listing
    rows: ItemQuerySet
    order: Order
    key: str

    @classmethod
    def of(cls, item: Item, listing: Listing) -> Self:
        grouping = listing.grouping
        own = grouping.told_apart(Item.objects.filter(pk=item.pk))
        return cls(
            item=item,
            listing=listing,
            rows=listing.rows_shown,
            order=listing.order or grouping.order,
            key=grouping.key_of(own.values_list(VALUE, flat=True).get()),
        )

    def beside(self, *, is_back: bool) -> int | None:
        """Return the row behind or before the item; None where there is none."""
        found = self._in_its_group(is_back=is_back)
        return found or self._in_others(is_back=is_back)

    def _in_its_group(self, *, is_back: bool) -> int | None:
        inside = self.rows.filter(self._grouping.condition(self.key))
        if self.order.is_outline:  # nearly always in the same project, by an index
            by = self.order.by
            near = near_in_outline(inside, self.item, is_back=is_back, by=by)
            if near is not None:
                return near
        return first_of(inside, self.order, self.item.pk, is_back=is_back)

    def _in_others(self, *, is_back: bool) -> int | None:
        for section in self._sections(is_back=is_back):
            inside = self.rows.filter(self._grouping.condition(section.head.key))
            if (pk := first_of(inside, self.order, None, is_back=is_back)) is not None:
                return pk
        return None

    def _sections(self, *, is_back: bool) -> Iterable[Section]:
        """The groups that are open and not empty, from that of the item on."""
        given = self.listing.given.copy()
        given["after"] = self.item.key  # of very many groups those near to it
        sections = replace(self.listing, given=given).sections
        keys = [section.head.key for section in sections]
        at = keys.index(self.key)
        others = sections[:at][::-1] if is_back else sections[at + 1 :]
        return (each for each in others if each.sums.number and not each.is_folded)

    @property
    def _grouping(self) -> Grouping:
        return self.listing.grouping
