"""Which dates of a plan cannot all be kept: proven; loads the engine."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple, Self

from headway.plan.compile.arrays import ints
from headway.plan.compile.compiled import MINUTE
from headway.plan.forecast import Forecast
from headway.plan.models.conflicts import PartKind
from headway.plan.rows import ItemRow
from headway_engine.bounding import unhindered
from headway_engine.problem import NEVER
from headway_engine.schedule import Unhindered, Unplaced
from headway_engine.solvers.exact.apart import apart_while
from headway_engine.solvers.exact.conflicts import Conflict, conflicts_of
from headway_engine.solvers.exact.cpsat import Effort
from headway_engine.solvers.exact.limits import Limits

EFFORT: Final = Effort(seconds=3.0, work=2.0)
"""How long it is looked for in all of a workspace."""

MOST: Final = 20
"""So many are told of a workspace."""


class Part(NamedTuple):
    """One part of a conflict; see ``ConflictPart``."""

    kind: str
    item_id: int | None = None
    person_id: int | None = None
    date: datetime | None = None
    earliest: datetime | None = None


class Found(NamedTuple):
    parts: Sequence[Part]
    is_least: bool


@dataclass(frozen=True, kw_only=True)
class Dates:
    """Dates to keep that are ahead, by position; ``said`` are those they come from."""

    limits: Limits
    said: Mapping[int, Sequence[Part]]

    @classmethod
    def of(cls, made: Forecast) -> Self:
        """Read them out of a plan: of what is in a summary those of the summary, too.

        What is past is missed already, and what has no place cannot be late.
        """
        rows = {row.pk: row for row in made.snapshot.items}
        said: dict[int, list[Part]] = {}
        finished = made.compiled.problem.items.finished_at
        for i, node in enumerate(made.compiled.nodes):
            is_placed = made.schedule.unplaced[i] == Unplaced.PLACED
            if node.item is not None and finished[i] == NEVER and is_placed:
                said[i] = [p for p in _dates(node.item, rows) if _is_ahead(p, made)]
        columns = [
            ints(
                min((_minute(p, made) for p in said.get(i, ()) if p.kind == kind),
                    default=NEVER)
                for i in range(len(made.compiled.nodes))
            )
            for kind in (PartKind.START_BY, PartKind.DEADLINE)
        ]  # fmt: skip
        return cls(
            limits=Limits(start_by=columns[0], finish_by=columns[1]),
            said={i: parts for i, parts in said.items() if parts},
        )

    def missed(self, made: Forecast) -> Sequence[int]:
        """Return the positions that the plan has too late at the medians."""
        missed = self.limits.missed(made.schedule.start, made.schedule.finish)
        return [int(i) for i in missed]


def _dates(item: ItemRow, rows: Mapping[int, ItemRow]) -> Iterator[Part]:
    """Yield the dates of an item: of deadlines, that of summaries included, one."""
    if item.starts_no_later and not item.started_at:
        yield Part(PartKind.START_BY, item.pk, date=item.starts_no_later)
    due: Part | None = None
    above: ItemRow | None = item
    while above is not None:
        at = above.deadline
        if at and (due is None or due.date is None or at < due.date):
            due = Part(PartKind.DEADLINE, above.pk, date=at)
        above = rows.get(above.parent_id or 0)
    if due is not None:
        yield due


def _is_ahead(part: Part, made: Forecast) -> bool:
    return part.date is not None and part.date >= made.at


def _minute(part: Part, made: Forecast) -> int:
    if part.date is None:
        raise ValueError(f"{part} has no date.")
    return (part.date - made.compiled.origin) // MINUTE


def find_conflicts(made: Forecast, *, is_wanted: Callable[[], bool]) -> list[Found]:
    """Prove which dates that a plan misses cannot be kept.

    Three seconds of the exact solver at most, in a process of its own, and only where
    something is missed.  What is not proven by then, or not to be the least that is in
    conflict, is not claimed, and nothing where there is no solver.

    Raises :class:`Unwanted` when that is not wanted any more.
    """
    dates = Dates.of(made)
    if not dates.missed(made):
        return []
    problem, known = made.compiled.problem, made.schedule
    limits = dates.limits
    found = apart_while(is_wanted, conflicts_of, problem, limits, known, EFFORT) or []
    soonest = unhindered(problem)
    told = [each for each in found if each.is_least][:MOST]
    return [_told(each, dates, made, soonest) for each in told]


def _told(
    conflict: Conflict, dates: Dates, made: Forecast, soonest: Unhindered
) -> Found:
    """Put it into rows; of an item with two dates either may be what matters."""
    has_one = all(len(dates.said[i]) == 1 for i in conflict.items)
    limits = dict.fromkeys(
        _not_before(part, i, made, soonest)
        for i in conflict.items
        for part in dates.said[i]
    )
    parts = [*limits, *_against(conflict, made)]
    return Found(parts, has_one)


def _not_before(part: Part, i: int, made: Forecast, soonest: Unhindered) -> Part:
    """Say of a date that is too soon whoever is free before when it cannot be."""
    is_start = part.kind == PartKind.START_BY
    minute = int((soonest.start if is_start else soonest.finish)[i])
    is_late = minute != NEVER and minute > _minute(part, made)
    return part._replace(earliest=made.compiled.instant(minute)) if is_late else part


def _against(conflict: Conflict, made: Forecast) -> Iterator[Part]:
    """Yield what stands against its dates."""
    compiled, items = made.compiled, made.compiled.problem.items
    for i in conflict.pins:
        is_start = items.not_before[i] > compiled.problem.now
        bound = items.not_before if is_start else items.finish_not_before
        if (row := compiled.nodes[i].item) is not None:
            at = compiled.instant(int(bound[i]))
            yield Part(PartKind.PIN, row.pk, date=at)
    for p in conflict.people:
        yield Part(PartKind.PERSON, person_id=compiled.people[p])
