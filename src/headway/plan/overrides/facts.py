"""What can happen to the overrides of an item; its history tells it."""

from dataclasses import dataclass
from typing import ClassVar

from headway.work.facts import ItemFact


@dataclass(frozen=True, kw_only=True)
class OverrideSet(ItemFact):
    """Somebody put the item before all others, or before one."""

    kind: ClassVar[str] = "plan.override_set"
    override_id: int
    ahead_of_id: int | None


@dataclass(frozen=True, kw_only=True)
class OverrideRemoved(ItemFact):
    """It has the place again that it is worth."""

    kind: ClassVar[str] = "plan.override_removed"
    override_id: int
