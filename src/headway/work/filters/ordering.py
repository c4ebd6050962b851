"""Sorts items as a filter says, page by page.

What has no value comes last, whichever way it is sorted; what is equal in all of it
stands in the order of its ids.  So every item has one place, and the page behind an
item is found from that item alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Malformed
from headway.work.filters.errors import FilterError
from headway.work.filters.fields import field_of
from headway.work.filters.kinds import SortKey
from headway.work.filters.reader import Reader
from headway.work.filters.registry import FIELDS
from headway.work.filters.tree import Sort
from headway.work.models import Item
from headway.work.models.items import ItemQuerySet


@dataclass(frozen=True, kw_only=True)
class Order:
    """``keys`` by the names that queries give them; some are ``descending``.

    ``is_outline``: they are those of outlines, one project after the other.
    """

    keys: Mapping[str, SortKey]
    descending: frozenset[str]
    by: Actor
    is_outline: bool = False

    def sorted(self, rows: ItemQuerySet, *, is_back: bool = False) -> ItemQuerySet:
        """Sort rows, what says nothing last; ``is_back`` the other way round."""
        by = [
            OrderBy(
                F(name),
                descending=(name in self.descending) != is_back,
                nulls_first=is_back or None,
                nulls_last=not is_back or None,
            )
            for name in self.keys
        ]
        return rows.alias(**self.keys).order_by(*by, "-pk" if is_back else "pk")

    def behind(self, rows: ItemQuerySet, pk: int) -> ItemQuerySet:
        """Those of ``rows`` that come behind an item, wherever that one is by now.

        Raises :class:`Malformed` where it is gone altogether.
        """
        return rows.alias(**self.keys).filter(self.is_behind(pk))

    def is_behind(self, pk: int, *, is_back: bool = False) -> Q:
        """As :meth:`behind`: what holds of rows that are :meth:`sorted`; one query.

        ``is_back``: the other way round, of rows that come before the item.
        """
        last = Item.everything.filter(pk=pk, workspace_id=self.by.workspace_id)
        values = last.annotate(**self.keys).values_list(*self.keys).first()
        if values is None:
            raise Malformed(_("What this page begins behind is gone; begin anew."))
        return self._is_behind(values, pk, is_back=is_back)

    def _is_behind(self, values: Sequence[Any], pk: int, *, is_back: bool) -> Q:
        is_behind, is_equal = Q(), Q()
        for name, value in zip(self.keys, values, strict=True):
            if value is not None:
                way = "lt" if (name in self.descending) != is_back else "gt"
                is_after = Q(**{f"{name}__{way}": value})
                if not is_back:
                    is_after = Q(**{f"{name}__isnull": True}) | is_after
                is_behind |= is_equal & is_after
                is_equal &= Q(**{name: value})
            else:
                if is_back:
                    is_behind |= is_equal & Q(**{f"{name}__isnull": False})
                is_equal &= Q(**{f"{name}__isnull": True})
        way = "lt" if is_back else "gt"
        return is_behind | (is_equal & Q(**{f"pk__{way}": pk}))


def order_of(sorts: Sequence[Sort], reader: Reader) -> Order:
    """Return the order, or raise :class:`FilterError`."""
    keys: dict[str, SortKey] = {}
    descending = set()
    for sort in sorts:
        field = field_of(sort.name, sort.place, reader)
        if not field.can_sort:
            message = _("Work cannot be ordered by “%(name)s”; it can by %(known)s.")
            known = ", ".join(field.name for field in FIELDS if field.can_sort)
            said = {"name": field.name, "known": known}
            raise FilterError(message % said, sort.place)
        unseen = reader.projects_hiding(field.hidden)
        for key in field.kind.sort_keys():
            name = f"sort_{len(keys)}"
            keys[name] = _masked(key, unseen)
            if (sort.direction or field.first) == "desc":
                descending.add(name)
    return Order(keys=keys, descending=frozenset(descending), by=reader.by)


def _masked(key: SortKey, unseen: Sequence[int]) -> SortKey:
    if not unseen:
        return key
    return Case(When(project_id__in=unseen, then=Value(None)), default=key)
