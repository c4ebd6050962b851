"""A list that somebody writes down, shown as the plan that it would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from headway.base.durations import roughly
from headway.plan.sketch import Sketch, Sketched, sketch
from headway.ui.markup import State as Tile
from headway.ui.strip import Axis, Moment, axis_over
from headway.work.access import without_access
from headway.work.capture.known import Known
from headway.work.capture.table import Row, Table
from headway.work.capture.telling import told_beside
from headway.work.estimates import estimate_words
from headway.work.models import ProjectOutlook, State
from headway.work.models.items import ASSUMED_MINUTES

WIDTH = 110
"""Pixels of the axis that all rows share."""

SHOWN = 200
"""So many lines are shown; all are planned."""

TILES: dict[str, Tile] = {
    State.DOING: "doing",
    State.WAITING: "stuck",
    State.DONE: "done",
    State.CANCELLED: "done",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line as it was understood, and what the plan says of it."""

    row: Row
    planned: Sketched
    said: Sequence[str]
    names: Sequence[str]

    @property
    def tile(self) -> Tile:
        usual: Tile = "later" if self.planned.waits else "ready"
        return TILES.get(self.planned.state, usual)

    @property
    def is_open(self) -> bool:
        return self.planned.state not in (State.DONE, State.CANCELLED)

    @property
    def has_dates(self) -> bool:
        return self.is_open and self.planned.outlook.p95 is not None

    @property
    def amount(self) -> str:
        """The estimate in words; empty while nobody said."""
        estimate = self.row.draft.estimate
        return estimate_words(estimate) if estimate else ""

    @property
    def is_assumed(self) -> bool:
        """Whether the plan counts for it what nobody said."""
        return self.is_open and not self.planned.is_summary and not self.amount

    @property
    def assumed_minutes(self) -> int:
        """What that is: what finished work of its kind came to, or the usual."""
        return roughly(self.planned.outlook.expected_minutes or ASSUMED_MINUTES)

    @property
    def due(self) -> datetime | None:
        return self.row.draft.deadline

    @property
    def chance(self) -> float | None:
        percent = self.planned.outlook.chance_percent
        return None if percent is None or not self.has_dates else percent / 100


@dataclass(frozen=True, kw_only=True)
class Start:
    """The lines of a text as a plan; ``outside`` are who would not see their work."""

    lines: Sequence[Line]
    table: Table
    whole: ProjectOutlook
    outside: Sequence[str]

    @cached_property
    def axis(self) -> Axis:
        """From today to the last date, at most half a year."""
        shown = [line.planned.outlook.p95 for line in self.lines if line.has_dates]
        due = [line.due for line in self.lines if line.due is not None]
        moments: list[Moment] = [m for m in (*shown, *due) if m is not None]
        return axis_over(moments, today=timezone.localdate(), width=WIDTH)

    @property
    def shown(self) -> Sequence[Line]:
        return self.lines[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.lines[SHOWN:])

    @property
    def is_assumed(self) -> bool:
        return any(line.is_assumed for line in self.lines)

    @property
    def unnamed(self) -> int:
        """How many lines name nobody: whoever begins the project does them."""
        return sum(
            line.is_open and line.planned.outlook.has_assumed_people
            for line in self.lines
            if not line.planned.is_summary
        )

    @property
    def at_risk(self) -> Line | None:
        """The line with the deadline that is least likely kept."""
        dated = [line for line in self.lines if line.chance is not None]
        return min(dated, key=lambda line: line.chance or 0, default=None)


def start_of(table: Table, known: Known) -> Start:
    """Plan the rows of a table; nothing is written.  Raises as :func:`sketch` does."""
    made = plan_table(table, known)
    people = {pk for row in table.rows for pk in row.draft.people}
    return Start(
        lines=[
            Line(
                row=row,
                planned=planned,
                said=told_beside(row.draft, known),
                names=[known.names[pk] for pk in planned.people if pk in known.names],
            )
            for row, planned in zip(table.rows, made.rows, strict=True)
        ],
        table=table,
        whole=made.whole,
        outside=without_access(None, people, by=known.by) if people else (),
    )


def plan_table(table: Table, known: Known) -> Sketch:
    """Plan the rows of a table, whatever state they are to be in."""
    categories = {state.pk: state.category for state in known.states}
    states = [
        categories.get(new.status_id or 0) or row.draft.category or State.TODO
        for row, new in zip(table.rows, table.new, strict=True)
    ]
    return sketch(table.new, states, by=known.by)
