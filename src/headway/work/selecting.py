"""What somebody selected in the list: rows, whole groups, or all that match."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.durations import format_minutes
from headway.base.errors import Malformed, NotFound, Refused
from headway.base.text import shown
from headway.ui.words import range_words
from headway.work.listing import Listing
from headway.work.models import Drive, Item
from headway.work.models.items import KEY, ItemQuerySet, has_items

MOST = 1000
"""How many items are changed at once: more would keep others waiting."""
MOST_NAMED = 5


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Items by their ``keys``, all that match in groups, or all that match.

    A group or all stands for those among them that the actor may change.
    """

    by: Actor
    keys: frozenset[str]
    is_all: bool
    matches: Q
    grouped: Q
    """What the items of those groups are."""

    @classmethod
    def asked(cls, chosen: QueryDict, listing: Listing) -> Self:
        """Read what the checkboxes of a list say: ``item``, ``group`` and ``all``.

        Raises :class:`NotFound` for what is no key of an item.
        """
        keys = frozenset(key.upper() for key in chosen.getlist("item")[: MOST + 1])
        if strange := [key for key in keys if not KEY.fullmatch(key)]:
            raise _no_item(min(strange))
        return cls(
            by=listing.by,
            keys=keys,
            is_all="all" in chosen,
            matches=listing.condition,
            grouped=listing.grouping.matching(chosen.getlist("group")),
        )

    @cached_property
    def items(self) -> list[Item]:
        """Those of them that the actor may change, at most one more than ``MOST``."""
        rows = self._chosen(Item.objects.editable_by(self.by))
        rows = rows.select_related("project").defer("description")
        return list(rows.annotate(is_summary=has_items()).order_by("pk")[: MOST + 1])

    def _chosen(self, rows: ItemQuerySet) -> ItemQuerySet:
        if self.is_all:
            return rows.filter(self.matches)
        named = Q(pk__in=[item.pk for item in self._named.values()])
        return rows.filter(named | Q(self.matches, self.grouped))

    @cached_property
    def _named(self) -> dict[str, Item]:
        """The items whose rows are selected, by the keys that they had then."""
        return Item.objects.visible_to(self.by).by_keys(self.keys)

    @property
    def count(self) -> int:
        return len(self.items)

    @property
    def most(self) -> int:
        return MOST

    @property
    def is_too_much(self) -> bool:
        return self.count > MOST

    @property
    def ids(self) -> list[int]:
        """The ids to change; raises where some of them cannot be changed, by name."""
        if self.is_too_much:
            text = _("Select at most %d items at once: narrow the filter first.")
            raise Malformed(text % MOST)
        if not self.is_all:
            self._refuse_others()
        if not self.items:
            raise Malformed(_("Select an item first."))
        return [item.pk for item in self.items]

    def _refuse_others(self) -> None:
        if unseen := self.keys - self._named.keys():
            raise _no_item(min(unseen))
        chosen = set(self.items)
        others = [key for key, item in self._named.items() if item not in chosen]
        if not others:
            return
        names = ", ".join(sorted(others)[:MOST_NAMED])
        raise Refused(_("You may not change %s. Select others.") % names)

    @property
    def left(self) -> str:
        """What is left of all of them in words; both ends where some have ranges."""
        low = high = 0
        for item in self._measured:
            left = item.left_minutes or 0
            estimate = item.estimate if item.is_all_left else None
            low += left if not estimate or estimate.low is None else estimate.low
            high += left if not estimate or estimate.high is None else estimate.high
        if not high:
            return ""
        return format_minutes(low) if low == high else range_words(low, high)

    @property
    def unestimated(self) -> int:
        return sum(item.left_minutes is None for item in self._measured)

    @property
    def _measured(self) -> list[Item]:
        """Those of which something is left that no others in them say.

        As the sums of the list: time that passes by the clock is nobody's work.
        """
        return [
            item
            for item in self.items
            if not item.is_summary and item.drive != Drive.ELAPSED  # type: ignore[attr-defined]
        ]


def _no_item(key: str) -> NotFound:
    return NotFound(_("There is no item %s.") % shown(key))
