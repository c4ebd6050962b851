"""What can happen to types of items, to their states, and to places on boards."""

from dataclasses import dataclass
from typing import Any, ClassVar

from headway.events.facts import Fact
from headway.work.facts import ItemFact


@dataclass(frozen=True, kw_only=True)
class ItemRanked(ItemFact):
    """The card has another place in its column; both hold its ``board_rank``."""

    kind: ClassVar[str] = "work.item_ranked"
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class TypeFact(Fact):
    """Something happened to a type of items, called ``name``."""

    subject_type: ClassVar[str] = "work.itemtype"
    name: str


@dataclass(frozen=True, kw_only=True)
class TypeAdded(TypeFact):
    kind: ClassVar[str] = "work.type_added"


@dataclass(frozen=True, kw_only=True)
class TypeRenamed(TypeFact):
    kind: ClassVar[str] = "work.type_renamed"
    before: str


@dataclass(frozen=True, kw_only=True)
class TypeRemoved(TypeFact):
    kind: ClassVar[str] = "work.type_removed"


@dataclass(frozen=True, kw_only=True)
class TypeRestored(TypeFact):
    kind: ClassVar[str] = "work.type_restored"


@dataclass(frozen=True, kw_only=True)
class StateFact(Fact):
    """Something happened to a state of the type's workflow, called ``name``."""

    subject_type: ClassVar[str] = "work.itemtype"
    state_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class StateAdded(StateFact):
    kind: ClassVar[str] = "work.state_added"


@dataclass(frozen=True, kw_only=True)
class StateEdited(StateFact):
    """``before`` holds the old values of the fields that changed, ``after`` the new."""

    kind: ClassVar[str] = "work.state_edited"
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class StateRemoved(StateFact):
    kind: ClassVar[str] = "work.state_removed"


@dataclass(frozen=True, kw_only=True)
class StateRestored(StateFact):
    kind: ClassVar[str] = "work.state_restored"


@dataclass(frozen=True, kw_only=True)
class StateMadeDefault(StateFact):
    """Items that come into its category come into it, and not into ``before_id``."""

    kind: ClassVar[str] = "work.state_made_default"
    before_id: int


@dataclass(frozen=True, kw_only=True)
class StatesOrdered(TypeFact):
    """``before`` and ``after`` are rows of the ``state_id`` of each of its states."""

    kind: ClassVar[str] = "work.states_ordered"
    before: list[dict[str, int]]
    after: list[dict[str, int]]
