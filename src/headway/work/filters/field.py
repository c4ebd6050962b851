"""What a field is."""

from dataclasses import KW_ONLY, dataclass
from functools import cached_property

from headway.work.filters.kinds import EMPTY, Kind, Words
from headway.work.models import Hidden


@dataclass(frozen=True)
class Field:
    """``words`` is what people call it; ``also`` are names that it has besides.

    Where ``hidden`` is hidden from the reader, the field is empty: by it nothing is
    found and nothing sorted.  ``first`` is the natural direction of its order.
    """

    name: str
    words: Words
    kind: Kind
    _: KW_ONLY
    also: tuple[str, ...] = ()
    hidden: Hidden | None = None
    can_sort: bool = True
    first: str = "asc"

    @cached_property
    def operators(self) -> tuple[str, ...]:
        can_be_empty = self.kind.can_be_empty
        return tuple(o for o in self.kind.operators if can_be_empty or o not in EMPTY)
