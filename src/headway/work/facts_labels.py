"""What can happen to the labels of a workspace."""

from dataclasses import dataclass
from typing import Any, ClassVar

from headway.events.facts import Fact


@dataclass(frozen=True, kw_only=True)
class LabelFact(Fact):
    """Something happened to a label, called ``name``."""

    subject_type: ClassVar[str] = "work.label"
    name: str


@dataclass(frozen=True, kw_only=True)
class LabelEdited(LabelFact):
    """``before`` holds the old values of the fields that changed, ``after`` the new."""

    kind: ClassVar[str] = "work.label_edited"
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class LabelRemoved(LabelFact):
    """No item carries it any more; where it was merged, they carry ``into`` instead.

    ``binned`` are rows of the ``item_id`` of items in the bin that carried it, and
    whether each ``gained`` the other one: of those nothing else is told.
    """

    kind: ClassVar[str] = "work.label_removed"
    into: str
    label_id: int | None
    binned: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class LabelRestored(LabelFact):
    kind: ClassVar[str] = "work.label_restored"
