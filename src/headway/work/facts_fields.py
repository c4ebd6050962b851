"""What can happen to the fields of a workspace, and to what is said in them."""

from dataclasses import dataclass
from typing import Any, ClassVar

from headway.events.facts import Fact
from headway.work.facts import ItemFact


@dataclass(frozen=True, kw_only=True)
class FieldFact(Fact):
    """Something happened to a field, called ``name``."""

    subject_type: ClassVar[str] = "work.customfield"
    name: str


@dataclass(frozen=True, kw_only=True)
class FieldAdded(FieldFact):
    kind: ClassVar[str] = "work.field_added"


@dataclass(frozen=True, kw_only=True)
class FieldEdited(FieldFact):
    """``before`` holds the old values of what changed, ``after`` the new."""

    kind: ClassVar[str] = "work.field_edited"
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class FieldArchived(FieldFact):
    """It keeps what was said in it, and takes nothing more."""

    kind: ClassVar[str] = "work.field_archived"


@dataclass(frozen=True, kw_only=True)
class FieldUnarchived(FieldFact):
    kind: ClassVar[str] = "work.field_unarchived"


@dataclass(frozen=True, kw_only=True)
class FieldRemoved(FieldFact):
    """Nothing was said in it."""

    kind: ClassVar[str] = "work.field_removed"


@dataclass(frozen=True, kw_only=True)
class FieldRestored(FieldFact):
    kind: ClassVar[str] = "work.field_restored"


@dataclass(frozen=True, kw_only=True)
class FieldsFilled(ItemFact):
    """Rows of ``field_id``, the ``name`` and ``kind`` that it had, and a ``value``.

    A value is as ``Item.custom`` keeps it, None for nothing; ``words`` is what an input
    would hold of it.
    """

    kind: ClassVar[str] = "work.fields_filled"
    before: list[dict[str, Any]]
    after: list[dict[str, Any]]
