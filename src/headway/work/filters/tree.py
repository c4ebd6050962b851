"""What a filter says, as a tree that nothing changes.

Places in the text do not count when trees are compared: two texts that say the same
have equal trees.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """Where in the text something stands, in characters."""

    offset: int
    length: int

    @property
    def end(self) -> int:
        return self.offset + self.length


NOWHERE = Place(0, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """What a field is compared with; in quotes it means itself and nothing else."""

    text: str
    is_quoted: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Words by themselves: to be found in titles."""

    value: Value

    @property
    def place(self) -> Place:
        return self.value.place


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag:
    """``is blocked``, ``has no children``: what holds of an item, or does not."""

    verb: str
    name: str
    is_not: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A field, an operator and as many values as that one takes."""

    name: str
    operator: str
    values: tuple[Value, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)
    """That of the name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Not:
    part: "Node"


@dataclass(frozen=True, kw_only=True, slots=True)
class And:
    """Two parts or more."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Or:
    """Two parts or more."""

    parts: tuple["Node", ...]


Node = Words | Flag | Term | Not | And | Or


@dataclass(frozen=True, kw_only=True, slots=True)
class Sort:
    """``direction`` is ``asc``, ``desc``, or empty: as is natural for the field."""

    name: str
    direction: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """A whole text: which items, in which order."""

    where: Node | None = None
    order: tuple[Sort, ...] = ()

    @property
    def parts(self) -> tuple[Node, ...]:
        """What must hold at once, each for itself."""
        if self.where is None:
            return ()
        return self.where.parts if isinstance(self.where, And) else (self.where,)

    def with_parts(self, parts: tuple[Node, ...]) -> "Filter":
        """Return the filter of these parts, in the same order."""
        where = And(parts=parts) if len(parts) > 1 else next(iter(parts), None)
        return Filter(where=where, order=self.order)
