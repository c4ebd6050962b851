"""Groupings by other rows: who does an item, what it carries, what it is in."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import ClassVar

from django.db.models import (
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    Value,
)
from django.db.models.expressions import Case, Combinable, When
from django.utils.translation import gettext_lazy

from headway.base.text import fold
from headway.people.models import Person
from headway.work.grouping.grouping import NONE, NOTHING, Grouping, is_number
from headway.work.models import Assignment, Hidden, Item, ItemLabel, Label
from headway.work.models.items import ItemQuerySet


class ByOneOf(Grouping):
    """By one of the rows that another table has of an item: a flag says which.

    An index has these alone, in the order of the items, with what they lead to.
    """

    table: ClassVar[type[Assignment | ItemLabel]]
    relation: ClassVar[str]
    """What leads from an item to its rows of the table."""
    flag: ClassVar[str]

    def told_apart(self, rows: ItemQuerySet) -> ItemQuerySet:
        is_that = Q(
            (f"{self.relation}__workspace_id", self.by.workspace_id),
            (f"{self.relation}__{self.flag}", True),
        )
        that = FilteredRelation(self.relation, condition=is_that)
        return super().told_apart(rows.annotate(that_one=that))

    def value(self) -> Combinable:
        return F(f"that_one__{self.column}")

    def condition(self, key: str) -> Q:
        those = self.table.objects.filter(
            (self.flag, True),
            workspace_id=OuterRef("workspace_id"),
            item_id=OuterRef("pk"),
        )
        if key == NONE:
            return ~Q(Exists(those))
        if not is_number(key):
            return NOTHING
        return Q(Exists(those.filter((self.column, int(key)))))


class ByPerson(ByOneOf):
    """An item of several people stands with the one who is accountable."""

    name = "assignee"
    words = gettext_lazy("Person (accountable)")
    nothing = gettext_lazy("Nobody")
    table = Assignment
    relation = "assignments"
    flag = "is_accountable"
    column = "person_id"

    @cached_property
    def _unseen(self) -> list[int]:
        return self.masks.projects_hiding(Hidden.PEOPLE)

    def value(self) -> Combinable:
        if not self._unseen:
            return super().value()
        nobody = When(project_id__in=self._unseen, then=Value(None))
        return Case(nobody, default=super().value(), output_field=IntegerField())

    def condition(self, key: str) -> Q:
        is_hidden = Q(project_id__in=self._unseen)
        if key == NONE:
            return super().condition(key) | is_hidden
        return super().condition(key) & ~is_hidden

    def named(self, pks: Sequence[int]) -> Iterable[tuple[int, str]]:
        rows = Person.objects.filter(pk__in=pks).values_list("pk", "actor__name")
        return sorted(rows, key=lambda row: (fold(row[1]), row[0]))


class ByLabel(ByOneOf):
    """An item of several labels stands with the first by name."""

    name = "label"
    words = gettext_lazy("Label (the first)")
    nothing = gettext_lazy("No label")
    table = ItemLabel
    relation = "labelled"
    flag = "is_first"
    column = "label_id"

    def named(self, pks: Sequence[int]) -> Iterable[tuple[int, str]]:
        rows = Label.objects.filter(pk__in=pks).order_by("name")
        return rows.values_list("pk", "name")


class ByParent(Grouping):
    """Items that are in the same one; what is in those is a group of its own."""

    name = "parent"
    words = gettext_lazy("Item that it is in")
    column = "parent_id"
    nothing = gettext_lazy("In no other item")
    is_by_items = True

    def named(self, pks: Sequence[int]) -> Iterable[tuple[int, str]]:
        rows = Item.objects.filter(workspace_id=self.by.workspace_id, pk__in=pks)
        return rows.in_outline().values_list("pk", "title")
