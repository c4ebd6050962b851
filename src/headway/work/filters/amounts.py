"""Amounts that lists compute."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, F, PositiveIntegerField, Q, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import (
    Exact,
    GreaterThan,
    GreaterThanOrEqual,
    IsNull,
    LessThan,
    LessThanOrEqual,
)

from headway.work.filters.kinds import Amount, SortKey
from headway.work.filters.reader import Reader
from headway.work.filters.tree import Value as Written
from headway.work.models import Drive
from headway.work.models.types import CLOSED

LOOKUPS: dict[str, Any] = {
    "=": Exact,
    "<": LessThan,
    "<=": LessThanOrEqual,
    ">": GreaterThan,
    ">=": GreaterThanOrEqual,
}


class Left(Amount):
    """What is left, as lists show it: all of the estimate while nobody said."""

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        lookup = LOOKUPS[operator](self._left(), self.read(value.text))
        return Q(lookup) & ~self.empty()

    def empty(self) -> Q:
        return Q(IsNull(self._left(), rhs=True))

    def sort_keys(self) -> Sequence[SortKey]:
        return (self._left(),)

    def _left(self) -> Case:
        nothing = Value(0, PositiveIntegerField())
        estimate = Case(
            When(drive=Drive.EFFORT, then=F("effort_minutes")),
            When(drive=Drive.MILESTONE, then=nothing),
            default=F("duration_minutes"),
        )
        left = Coalesce(F(self.column), estimate)
        return Case(When(state__in=CLOSED, then=nothing), default=left)
