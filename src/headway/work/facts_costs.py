"""What can happen to the cost of an item's delay."""

from dataclasses import dataclass
from typing import ClassVar

from headway.work.facts import ItemFact


@dataclass(frozen=True, kw_only=True)
class DelayCosted(ItemFact):
    """Somebody said what delay costs: ``per_week`` and ``once``, None where nothing."""

    kind: ClassVar[str] = "work.delay_costed"
    before: dict[str, int] | None
    after: dict[str, int] | None
