"""What a grouping is: items told apart by one value, each in one group alone.

So every item has one place, groups add up to all, and a page begins behind an item.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.utils.functional import Promise

from headway.actors.models import Actor
from headway.base.numbers import MOST_DIGITS
from headway.work.filters.ordering import Order
from headway.work.models import Masks, Project
from headway.work.models.items import ItemQuerySet

NONE = "none"
"""The key of those that have no value."""
VALUE = "group_value"
"""What :meth:`Grouping.told_apart` calls the value."""
NOTHING = Q(pk__in=())


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a group is called; ``token`` is its name in addresses and in the page."""

    key: str
    token: str
    words: str
    project: Project | None = None
    """The group's own project, where groups are projects."""


class Grouping:
    """Tells items apart for one reader; keys are texts that addresses can say.

    ``projects`` are those that the reader sees, by their keys.
    """

    name: str
    words: str | Promise
    column: ClassVar[str] = ""
    nothing: str | Promise = ""
    """What the group of those without a value is called; it comes last."""
    is_indexed: ClassVar[bool] = True
    """Whether an index has the value, or another table, in the order of ids."""
    is_by_items: ClassVar[bool] = False
    """Whether groups are items, so that there may be very many, in their outline."""

    def __init__(
        self, by: Actor, masks: Masks, projects: Sequence[Project] = ()
    ) -> None:
        self.by = by
        self.masks = masks
        self.projects = projects

    def told_apart(self, rows: ItemQuerySet) -> ItemQuerySet:
        """Return the rows with the value by which they are told apart."""
        return rows.annotate(**{VALUE: self.value()})

    def value(self) -> Combinable:
        return F(self.column)

    def in_sums(self, rows: ItemQuerySet) -> ItemQuerySet:
        """As :meth:`told_apart`, where :meth:`refined` makes the value of it."""
        return self.told_apart(rows)

    def refined(self) -> tuple[str, Sequence[Any]]:
        """Return, in SQL and with its values, what is made of each value in sums.

        It is asked for once for all items that say the same.
        """
        return VALUE, ()

    def key_of(self, value: object) -> str:
        """Return the key of the group in which items with that value are."""
        return NONE if value is None else str(value)

    def condition(self, key: str) -> Q:
        """Return what the items of a group are; of no group they are none."""
        if key == NONE:
            return Q(**{f"{self.column}__isnull": True})
        return Q(**{self.column: int(key)}) if is_number(key) else NOTHING

    def heads(self, keys: Collection[str]) -> list[Head]:
        """Return what these groups are called, in their order; a query at most."""
        numbers = [int(key) for key in keys if is_number(key)]
        heads = [self.head(str(pk), name) for pk, name in self.named(numbers)]
        return heads + [self.head(NONE, str(self.nothing))] * (NONE in keys)

    def named(self, pks: Sequence[int]) -> Iterable[tuple[int, str]]:
        """Return what groups with these keys are called, in their order."""
        raise NotImplementedError

    def head(self, key: str, words: str) -> Head:
        return Head(key=key, token=f"{self.name}-{key}", words=words)

    def matching(self, tokens: Iterable[str]) -> Q:
        """Return what the items of groups are that an address names."""
        said = NOTHING
        start = f"{self.name}-"
        for token in tokens:
            if token.startswith(start) and token != start:
                said |= self.condition(token.removeprefix(start))
        return said

    @property
    def outline(self) -> Order:
        """Projects one after the other, each in the order of its outline."""
        keys = {"outline_project": F("project__key"), "outline_place": F("position")}
        return Order(keys=keys, descending=frozenset(), by=self.by, is_outline=True)

    @property
    def order(self) -> Order:
        """In which order the rows of a group stand while nobody asks for another."""
        return self.outline


def is_number(key: str) -> bool:
    """Whether a key is the id of a row."""
    return key.isascii() and key.isdecimal() and len(key) < MOST_DIGITS
