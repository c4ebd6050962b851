"""Groupings by what an item says itself, and all that there are."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import CharField, F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base.weeks import SEVEN_DAYS, week_of
from headway.ui.words import date_words
from headway.work.filters.ordering import Order
from headway.work.grouping.grouping import NONE, NOTHING, VALUE, Grouping, Head
from headway.work.grouping.related import ByLabel, ByParent, ByPerson
from headway.work.models import Importance, ItemType, State, WorkflowState
from headway.work.models.items import ItemQuerySet

MOST_PRIORITY = 1000


class Ungrouped(Grouping):
    """All in one group, that has no head."""

    name = NONE
    words = gettext_lazy("Nothing")

    def value(self) -> Combinable:
        return Value(NONE, CharField())

    def condition(self, key: str) -> Q:
        return Q()

    def heads(self, keys: Collection[str]) -> list[Head]:
        return [self.head(NONE, "")] if keys else []


class ByProject(Grouping):
    name = "project"
    words = gettext_lazy("Project")
    column = "project_id"

    def heads(self, keys: Collection[str]) -> list[Head]:
        return [
            Head(key=str(p.pk), token=p.key, words=p.name, project=p)
            for p in self.projects
            if str(p.pk) in keys
        ]

    def matching(self, tokens: Iterable[str]) -> Q:
        named = set(tokens)
        return Q(project_id__in=[p.pk for p in self.projects if p.key in named])

    @property
    def order(self) -> Order:
        keys = {"outline_place": F("position")}
        return Order(keys=keys, descending=frozenset(), by=self.by)


class ByState(Grouping):
    """States of the same name are one group, as they are one column of a board."""

    name = "state"
    words = gettext_lazy("State")
    column = "status_id"

    @cached_property
    def _alike(self) -> dict[str, list[WorkflowState]]:
        """The states of each group, by the first of them, in the order of boards."""
        rows = WorkflowState.objects.filter(workspace_id=self.by.workspace_id)
        alike: dict[tuple[str, str], list[WorkflowState]] = {}
        for state in rows.in_order():
            alike.setdefault((state.category, state.name), []).append(state)
        categories = list(State.values)
        groups = sorted(
            alike.values(),
            key=lambda some: (categories.index(some[0].category), some[0].position),
        )
        return {str(some[0].pk): some for some in groups}

    @cached_property
    def _keys(self) -> dict[int, str]:
        return {state.pk: key for key, some in self._alike.items() for state in some}

    def key_of(self, value: object) -> str:
        return self._keys[value]  # type: ignore[index]

    def condition(self, key: str) -> Q:
        return Q(status_id__in=[state.pk for state in self._alike.get(key, ())])

    def heads(self, keys: Collection[str]) -> list[Head]:
        named = ((key, some[0].name) for key, some in self._alike.items())
        return [self.head(key, name) for key, name in named if key in keys]


class ByCategory(Grouping):
    name = "category"
    words = gettext_lazy("Category of the state")
    column = "state"

    def condition(self, key: str) -> Q:
        return Q(state=key) if key in State.values else NOTHING

    def heads(self, keys: Collection[str]) -> list[Head]:
        named = State.choices
        return [self.head(key, str(name)) for key, name in named if key in keys]


class ByType(Grouping):
    name = "type"
    words = gettext_lazy("Type")
    column = "type_id"

    def named(self, pks: Sequence[int]) -> Iterable[tuple[int, str]]:
        rows = ItemType.objects.filter(pk__in=pks).order_by("position", "pk")
        return rows.values_list("pk", "name")


class ByImportance(Grouping):
    name = "importance"
    words = gettext_lazy("Importance")
    column = "priority"

    def key_of(self, value: object) -> str:
        return str(Importance.of(int(str(value))).value)

    def condition(self, key: str) -> Q:
        return Q(priority__range=RANGES[key]) if key in RANGES else NOTHING

    def heads(self, keys: Collection[str]) -> list[Head]:
        words = sorted(Importance, reverse=True)
        named = ((str(word.value), str(word.label)) for word in words)
        return [self.head(key, name) for key, name in named if key in keys]


RANGES = {
    str(word.value): (some[0], some[-1])
    for word, each in groupby(range(MOST_PRIORITY + 1), key=Importance.of)
    if (some := list(each))
}
"""The least and the greatest priority that each word stands for."""


class ByDueWeek(Grouping):
    """Weeks as the reader's calendar has them."""

    name = "due"
    words = gettext_lazy("Week of the deadline")
    column = "deadline"
    nothing = gettext_lazy("No deadline")

    def value(self) -> Combinable:
        return TruncDate("deadline")

    def in_sums(self, rows: ItemQuerySet) -> ItemQuerySet:
        return rows.annotate(**{VALUE: F("deadline")})

    def refined(self) -> tuple[str, Sequence[Any]]:
        """The day of each moment, as :meth:`value` has it."""
        zone = timezone.get_current_timezone_name()
        return f"({VALUE} AT TIME ZONE %s)::date", [zone]

    def key_of(self, value: object) -> str:
        return week_of(value).isoformat() if isinstance(value, date) else NONE

    def condition(self, key: str) -> Q:
        if key == NONE:
            return super().condition(key)
        try:
            first = date.fromisoformat(key)
            begin, end = _midnight(first), _midnight(first + SEVEN_DAYS)
        except (ValueError, OverflowError):
            return NOTHING
        return Q(deadline__gte=begin, deadline__lt=end)

    def heads(self, keys: Collection[str]) -> list[Head]:
        weeks = sorted(key for key in keys if key != NONE)
        text = _("Week of %(day)s")
        heads = [
            self.head(key, text % {"day": date_words(date.fromisoformat(key))})
            for key in weeks
        ]
        return heads + [self.head(NONE, str(self.nothing))] * (NONE in keys)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


KINDS: tuple[type[Grouping], ...] = (
    ByProject,
    ByState,
    ByCategory,
    ByPerson,
    ByType,
    ByLabel,
    ByImportance,
    ByDueWeek,
    ByParent,
    Ungrouped,
)
GROUPINGS = {kind.name: kind for kind in KINDS}
