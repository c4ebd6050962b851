"""What can happen to projects as a whole, besides coming and going."""

from dataclasses import dataclass
from typing import ClassVar

from headway.work.facts import ProjectFact


@dataclass(frozen=True, kw_only=True)
class ProjectArchived(ProjectFact):
    """The project is read and not changed from now on, and not planned."""

    kind: ClassVar[str] = "work.project_archived"
    name: str


@dataclass(frozen=True, kw_only=True)
class ProjectUnarchived(ProjectFact):
    """Work on the project goes on."""

    kind: ClassVar[str] = "work.project_unarchived"
    name: str
