"""What can happen to saved views."""

from dataclasses import dataclass
from typing import Any, ClassVar

from headway.events.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ViewFact(Fact):
    """Something happened to a saved view."""

    subject_type: ClassVar[str] = "work.savedview"


@dataclass(frozen=True, kw_only=True)
class ViewSaved(ViewFact):
    kind: ClassVar[str] = "work.view_saved"


@dataclass(frozen=True, kw_only=True)
class ViewEdited(ViewFact):
    """``before`` holds the old values of the fields that changed, ``after`` the new."""

    kind: ClassVar[str] = "work.view_edited"
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ViewRemoved(ViewFact):
    kind: ClassVar[str] = "work.view_removed"


@dataclass(frozen=True, kw_only=True)
class ViewRestored(ViewFact):
    kind: ClassVar[str] = "work.view_restored"
