"""What can happen to baselines; the history of their project tells it as well."""

from dataclasses import dataclass
from typing import Any, ClassVar

from headway.events.facts import Fact


@dataclass(frozen=True, kw_only=True)
class BaselineFact(Fact):
    subject_type: ClassVar[str] = "plan.baseline"
    project_id: int

    @property
    def other(self) -> tuple[str, int]:
        return "work.project", self.project_id


@dataclass(frozen=True, kw_only=True)
class BaselineTaken(BaselineFact):
    """``source`` is what it was taken over from, empty where it was taken here."""

    kind: ClassVar[str] = "plan.baseline_taken"
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class BaselineRenamed(BaselineFact):
    """``before`` and ``after`` hold the ``name``."""

    kind: ClassVar[str] = "plan.baseline_renamed"
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class BaselineRemoved(BaselineFact):
    kind: ClassVar[str] = "plan.baseline_removed"


@dataclass(frozen=True, kw_only=True)
class BaselineRestored(BaselineFact):
    kind: ClassVar[str] = "plan.baseline_restored"
