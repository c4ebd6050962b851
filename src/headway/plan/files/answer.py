"""What planning a file answers."""

from dataclasses import dataclass
from datetime import datetime

from headway.plan.files.content import NotRead, Task


@dataclass(frozen=True, kw_only=True, slots=True)
class Range:
    """When it is done with a chance of 50, 85 and 95 per cent."""

    p50: datetime | None = None
    p85: datetime | None = None
    p95: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """A task of the file and its place; ``unplaced`` says why it has none."""

    task: Task
    start: datetime | None
    finish: datetime | None
    range: Range
    people: tuple[str, ...]
    unplaced: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FilePlan:
    """The plan of a whole file; ``chain`` has the uids that lead to its finish."""

    name: str
    now: datetime
    items: tuple[Planned, ...]
    finish: Range
    chain: tuple[int, ...]
    not_read: tuple[NotRead, ...]
