"""What can happen to what an item is planned to cost."""

from dataclasses import dataclass
from typing import Any, ClassVar

from headway.work.facts import ItemFact


@dataclass(frozen=True, kw_only=True)
class CostsPlanned(ItemFact):
    """All planned costs before and after: rows of the columns, quantities as texts."""

    kind: ClassVar[str] = "work.costs_planned"
    before: list[dict[str, Any]]
    after: list[dict[str, Any]]
