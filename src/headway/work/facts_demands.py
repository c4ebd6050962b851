"""What can happen to work that is expected in a project."""

from dataclasses import dataclass
from typing import Any, ClassVar

from headway.work.facts import ProjectFact


@dataclass(frozen=True, kw_only=True)
class DemandFact(ProjectFact):
    """Something happened to what is expected; its name is not for every reader."""

    demand_id: int


@dataclass(frozen=True, kw_only=True)
class DemandAdded(DemandFact):
    """The plan counts with it, by its probability."""

    kind: ClassVar[str] = "work.demand_added"


@dataclass(frozen=True, kw_only=True)
class DemandEdited(DemandFact):
    """``before`` holds the old values of the fields that changed, ``after`` the new."""

    kind: ClassVar[str] = "work.demand_edited"
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class DemandRemoved(DemandFact):
    """It is not expected any more: it came to nothing, or has become items."""

    kind: ClassVar[str] = "work.demand_removed"
