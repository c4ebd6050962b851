"""Amounts that lists compute."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
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
from headway.work.models.amounts import left_minutes

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
        lookup = LOOKUPS[operator](left_minutes(), self.read(value.text))
        return Q(lookup) & ~self.empty()

    def empty(self) -> Q:
        return Q(IsNull(left_minutes(), rhs=True))

    def sort_keys(self) -> Sequence[SortKey]:
        return (left_minutes(),)
