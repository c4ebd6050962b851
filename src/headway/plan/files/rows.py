"""What of a file takes time or joins tasks, as rows that become the engine's items."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from headway.plan.files.content import Pause
from headway_engine.problem import Drive

UNDATED: Final = "later than any date"


@dataclass(frozen=True, slots=True)
class Share:
    """One person's part of a row: working minutes at units in thousandths."""

    resource: int
    minutes: float
    units: int


@dataclass(kw_only=True, slots=True)
class Row:
    """One task to plan, or a gate (``task`` is None) where links of summaries meet.

    ``calendar`` is a calendar's uid, ``None`` the project's; ``is_bound`` says that
    the calendar restricts people too.  ``may_precede_project``: it need not wait for
    the project's start.  Whoever of the resources ``anyone_of`` is free first does it,
    where there are any, and ``shares`` names the one that the file prefers.  It rests
    in ``pauses``.  ``limit`` says what is made of the dates by which it has to start or
    finish, where these are not kept.
    """

    task: int | None
    name: str = ""
    drive: Drive = Drive.MILESTONE
    minutes: float = 0.0
    is_certain: bool = True
    not_before: datetime | None = None
    finish_not_before: datetime | None = None
    start_by: datetime | None = None
    finish_by: datetime | None = None
    limit: str = ""
    started_at: datetime | None = None
    finished_at: datetime | None = None
    calendar: int | None = None
    is_bound: bool = False
    shares: list[Share] = field(default_factory=list)
    anyone_of: tuple[int, ...] = ()
    priority: int = 500
    pauses: tuple[Pause, ...] = ()
    file_start: datetime | None = None
    opens_on_any: bool = False
    may_precede_project: bool = True

    @property
    def is_begun(self) -> bool:
        return self.started_at is not None and self.finished_at is None

    def is_deferred(self, now: datetime) -> bool:
        """Say whether it was begun, and the rest goes on only after ``now``."""
        resumes = self.not_before
        return self.is_begun and resumes is not None and resumes > now


def order(rows: Iterable[Row]) -> list[int]:
    """Give each row its rank: begun ones, priority, the file's own start, its order."""
    rows = list(rows)

    def key(position: int) -> tuple[bool, int, str, int]:
        row = rows[position]
        start = row.file_start.isoformat() if row.file_start else UNDATED
        return not row.is_begun, -row.priority, start, position

    ranks = [0] * len(rows)
    for rank, position in enumerate(sorted(range(len(rows)), key=key)):
        ranks[position] = rank
    return ranks
