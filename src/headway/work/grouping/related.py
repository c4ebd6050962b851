"""Groupings by other rows: who does an item, what it carries, what it is in."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from django.db.models import (
    BigIntegerField,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Case, Combinable, When
from django.utils.translation import gettext_lazy

from headway.base.text import fold
from headway.people.models import Person
from headway.work.grouping.grouping import NONE, NOTHING, Grouping, is_number
from headway.work.models import Assignment, Hidden, Item, ItemLabel, Label
from headway.work.models.items import ItemQuerySet


class ByPerson(Grouping):
    """An item of several people stands with the one who is accountable."""

    name = "assignee"
    words = gettext_lazy("Person (accountable)")
    nothing = gettext_lazy("Nobody")

    def told_apart(self, rows: ItemQuerySet) -> ItemQuerySet:
        is_first = Q(
            assignments__workspace_id=self.by.workspace_id,
            assignments__is_accountable=True,
        )
        first = FilteredRelation("assignments", condition=is_first)
        return super().told_apart(rows.annotate(accountable=first))

    def value(self) -> Combinable:
        person = F("accountable__person_id")
        if not self._unseen:
            return person
        nobody = When(project_id__in=self._unseen, then=Value(None))
        return Case(nobody, default=person, output_field=IntegerField())

    @cached_property
    def _unseen(self) -> list[int]:
        return self.masks.projects_hiding(Hidden.PEOPLE)

    def condition(self, key: str) -> Q:
        parts = Assignment.objects.filter(
            workspace_id=OuterRef("workspace_id"),
            item_id=OuterRef("pk"),
            is_accountable=True,
        )
        is_hidden = Q(project_id__in=self._unseen)
        if key == NONE:
            return ~Q(Exists(parts)) | is_hidden
        if not is_number(key):
            return NOTHING
        return Q(Exists(parts.filter(person_id=int(key)))) & ~is_hidden

    def named(self, pks: Sequence[int]) -> Iterable[tuple[int, str]]:
        rows = Person.objects.filter(pk__in=pks).values_list("pk", "actor__name")
        return sorted(rows, key=lambda row: (fold(row[1]), row[0]))


class ByLabel(Grouping):
    """An item of several labels stands with the first by name."""

    name = "label"
    words = gettext_lazy("Label (the first)")
    nothing = gettext_lazy("No label")

    def value(self) -> Combinable:
        # the database looks for the first label of those alone that carry any
        carriers = ItemLabel.objects.filter(workspace_id=self.by.workspace_id)
        carries = When(pk__in=carriers.values("item_id"), then=self._first_id())
        return Case(carries, output_field=BigIntegerField())

    def _first_id(self) -> Subquery:
        return Subquery(self._first().values("label_id")[:1])

    def _first(self) -> QuerySet[ItemLabel]:
        return ItemLabel.objects.filter(
            workspace_id=OuterRef("workspace_id"), item_id=OuterRef("pk")
        ).order_by("label__name")

    def beside(self) -> QuerySet[Any, Any]:
        """All carriers with their first label, in one pass."""
        carriers = ItemLabel.objects.filter(workspace_id=self.by.workspace_id)
        first = carriers.order_by("item_id", "label__name").distinct("item_id")
        return first.values_list("item_id", "label_id")

    def condition(self, key: str) -> Q:
        if key == NONE:
            return ~Q(Exists(self._first()))
        if not is_number(key):
            return NOTHING
        mine = ItemLabel.objects.filter(workspace_id=self.by.workspace_id)
        name = Label.objects.filter(pk=int(key)).values("name")
        before = Label.objects.filter(
            workspace_id=self.by.workspace_id, name__lt=Subquery(name)
        )
        # so those before it are looked up once, and not for each that carries it
        earlier = self._first().filter(label_id__in=before.values("pk")).order_by()
        carriers = mine.filter(label_id=int(key))
        return Q(pk__in=carriers.values("item_id")) & ~Q(Exists(earlier))

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
