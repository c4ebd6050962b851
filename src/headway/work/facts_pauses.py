"""What can happen to the pauses of an item."""

from dataclasses import dataclass
from typing import ClassVar

from headway.work.facts import ItemFact


@dataclass(frozen=True, kw_only=True)
class ItemPaused(ItemFact):
    """All pauses before and after: pairs of instants in ISO 8601, in order."""

    kind: ClassVar[str] = "work.item_paused"
    before: list[list[str]]
    after: list[list[str]]
