"""A few open items of a plan as a model of CP-SAT, calendars and all.

Work is done on the working minutes of whoever does it: a variable counts them, and one
of some literals says in which interval they lie, which gives the instant on the clock.
What wants some hours at a time begins where dispatch would begin it.  Left out, so that
what is proven holds all the same: what one link of several opens, and that started work
goes first.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from headway_engine.problem import NEVER, NONE, LinkKind, Minutes, Problem
from headway_engine.schedule import Schedule
from headway_engine.solvers.exact.lags import Instant, Lags
from headway_engine.solvers.exact.tasks import Axis, Option, Task, Tasks

MOST_ITEMS: Final = 60
MOST_LITERALS: Final = 20_000
"""A model with more of them would not be solved in the time there is."""

FROM_FINISH: Final = (LinkKind.FINISH_START, LinkKind.FINISH_FINISH)
ONTO_FINISH: Final = (LinkKind.FINISH_FINISH, LinkKind.START_FINISH)


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Open items of a problem, with the instants between which each has to lie.

    All else stays as it is in ``held``, or is left out where that is None; what waits
    for the window is free to be later.  ``unbooked`` people do any number of things at
    the same time.
    """

    items: Sequence[int]
    start_from: Minutes
    finish_from: Minutes
    finish_by: Minutes
    held: Schedule | None = None
    unbooked: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Variables of one option of a task; ``is_taken`` is None where it is the only."""

    option: Option
    index: Any
    start: Any
    finish: Any
    is_taken: Any


class Model:
    """The model of a window; ``is_possible`` tells whether everything has room."""

    def __init__(self, cp: Any, problem: Problem, window: Window) -> None:
        self.cp, self.problem, self.window = cp, problem, window
        self.model = cp.CpModel()
        self.tasks = Tasks(problem)
        self.pieces: dict[int, list[list[Piece]]] = {}
        self.start: dict[int, Any] = {}
        self.finish: dict[int, Any] = {}
        self.literals = 0
        self.lags = Lags(self.model, problem)
        self.is_possible = all(self._add(item) for item in window.items)
        if self.is_possible:
            self._link()
            self._book()

    @property
    def is_small(self) -> bool:
        return self.literals + self.lags.literals <= MOST_LITERALS

    def hint(self, start: Minutes) -> None:
        """Tell the solver when everything begins in a schedule that is known."""
        for item, variable in self.start.items():
            if not isinstance(variable, int) and start[item] != NEVER:
                self.model.add_hint(variable, int(start[item]))

    def fix(self, known: Schedule) -> None:
        """Let everything be as in a schedule that keeps the rules."""
        for item, tasks in self.pieces.items():
            self.model.add(self.finish[item] == int(known.finish[item]))
            self.model.add(self.start[item] == int(known.start[item]))
            first = int(known.part_offsets[item])
            for row, pieces in enumerate(tasks, first):
                if row < known.part_offsets[item + 1]:
                    self._fix(pieces, known, row)

    def _fix(self, pieces: Sequence[Piece], known: Schedule, row: int) -> None:
        for piece in pieces:
            if piece.is_taken is not None:
                is_taken = piece.option.takes[0][0] == known.person[row]
                self.model.add(piece.is_taken == int(is_taken))
            self._only(piece.start == int(known.part_start[row]), piece)

    def _add(self, item: int) -> bool:
        """Add the tasks of an item; False if one of them has no room."""
        window, problem = self.window, self.problem
        low, high = int(window.start_from[item]), int(window.finish_by[item])
        tasks = self.tasks.of(item)
        pieces = [self._pieces(task, max(low, problem.now), high) for task in tasks]
        if not all(pieces) or int(window.finish_from[item]) > high:
            return False
        self.pieces[item] = pieces
        finish = self.model.new_int_var(int(window.finish_from[item]), high, "")
        self.finish[item] = finish
        if problem.items.started_at[item] != NEVER:
            self.start[item] = int(problem.items.started_at[item])
        elif pieces:
            self.start[item] = self.model.new_int_var(low, high, "")
            self._first(item, pieces)
        else:
            self.start[item] = finish
        for piece in (piece for each in pieces for piece in each):
            self._only(finish >= piece.finish, piece)
            is_free = self._may_be_held(item) or piece.option.is_in_turns
            if not is_free and len(pieces) == 1:
                self._only(finish <= piece.finish, piece)
        return True

    def _first(self, item: int, pieces: list[list[Piece]]) -> None:
        """An item starts when the first of its parts does."""
        start = self.start[item]
        if len(pieces) == 1:
            for piece in pieces[0]:
                self._only(start == piece.start, piece)
        else:
            self.model.add_min_equality(start, [each[0].start for each in pieces])

    def _only(self, constraint: Any, piece: Piece) -> None:
        added = self.model.add(constraint)
        if piece.is_taken is not None:
            added.only_enforce_if(piece.is_taken)

    def _may_be_held(self, item: int) -> bool:
        """Tell whether something holds its finish: it may be after the work then."""
        links = self.problem.links
        onto = (links.after == item) & np.isin(links.kind, ONTO_FINISH)
        return bool(onto.any() or self.problem.items.finish_not_before[item] != NEVER)

    def _pieces(self, task: Task, low: int, high: int) -> list[Piece]:
        """Add the options of a task that have room; options alike share variables."""
        known: dict[tuple[int, int, int], tuple[Any, Any, Any]] = {}
        placed = []
        for option in task.options:
            key = id(option.axis), option.minutes, option.chunk
            if key not in known:
                found = self._placed(option, low, high)
                if found is None:
                    continue
                known[key] = found
            placed.append((option, known[key]))
        if len(placed) < 2:
            return [Piece(option, *at, None) for option, at in placed]
        taken = [self.model.new_bool_var("") for _ in placed]
        self.model.add_exactly_one(taken)
        return [
            Piece(option, *at, literal)
            for (option, at), literal in zip(placed, taken, strict=True)
        ]

    def _placed(
        self, option: Option, low: int, high: int
    ) -> tuple[Any, Any, Any] | None:
        """Add when a task lies on the axis of an option: index, start, finish."""
        axis, minutes = option.axis, option.minutes
        first, last = axis.index(low), axis.index(high) - minutes
        begins = [(first, last)]
        if option.chunk:
            fits = axis.fitting(option.chunk)
            begins = [(max(lo, first), min(hi, last)) for lo, hi in fits]
        begins = [(lo, hi) for lo, hi in begins if lo <= hi]
        if not begins or low > high:
            return None
        first, last = begins[0][0], begins[-1][1]
        domain = self.cp.Domain.from_intervals(begins)
        index = self.model.new_int_var_from_domain(domain, "")
        if minutes == 0:
            at = index + int(axis.spans[0, 0])
            return index, at, at
        start = self._instant(axis, index, (first, last), 0)
        finish = self._instant(
            axis, index + minutes, (first + minutes, last + minutes), 1
        )
        return index, start, finish

    def _instant(
        self, axis: Axis, index: Any, within: tuple[int, int], is_end: int
    ) -> Any:
        """Turn an index into an instant; the end of a minute lies where that does."""
        low = axis.before + is_end
        high = axis.before + (axis.spans[:, 1] - axis.spans[:, 0]) - 1 + is_end
        rows = np.flatnonzero((high >= within[0]) & (low <= within[1]))
        shift = (axis.spans[:, 0] - axis.before)[rows].tolist()
        if len(rows) == 1:
            return index + shift[0]
        lows = np.maximum(low[rows], within[0]).tolist()
        highs = np.minimum(high[rows], within[1]).tolist()
        domain = self.cp.Domain.from_intervals(
            [[a + s, b + s] for a, b, s in zip(lows, highs, shift, strict=True)]
        )
        instant = self.model.new_int_var_from_domain(domain, "")
        chosen = [self.model.new_bool_var("") for _ in rows]
        self.literals += len(rows)
        weighted = self.cp.LinearExpr.weighted_sum
        self.model.add_exactly_one(chosen)
        self.model.add(instant == index + weighted(chosen, shift))
        self.model.add(index >= weighted(chosen, lows))
        self.model.add(index <= weighted(chosen, highs))
        return instant

    def _link(self) -> None:
        """Constrain what waits for what, both ends within the window."""
        links, items = self.problem.links, self.problem.items
        for m in range(len(links.before)):
            before, after = int(links.before[m]), int(links.after[m])
            lag, kind = int(links.lag[m]), links.kind[m]
            is_free = items.started_at[after] != NEVER or items.opens_on_any[after]
            if is_free or after not in self.finish:
                continue
            base = self._instant_of(before, is_finish=kind in FROM_FINISH)
            if base is None:
                continue
            held = self._window_instant(after, is_finish=kind in ONTO_FINISH)
            calendar = int(links.lag_calendar[m]) if lag else NONE
            if calendar == NONE or lag > 0:  # it is as long on the clock at least
                self.model.add(held.at >= base.at + lag)
            if calendar != NONE:
                self.lags.add(base, held, lag, calendar)

    def _instant_of(self, item: int, *, is_finish: bool) -> Instant | None:
        """Return when an item of the window, or one that is held, starts or is done."""
        if item in self.finish:
            return self._window_instant(item, is_finish=is_finish)
        held = self.window.held
        if held is None or self.problem.items.finished_at[item] != NEVER:
            return None
        at = int((held.finish if is_finish else held.start)[item])
        return None if at == NEVER else Instant(at, at, at)

    def _window_instant(self, item: int, *, is_finish: bool) -> Instant:
        window = self.window
        low = window.finish_from if is_finish else window.start_from
        at = (self.finish if is_finish else self.start)[item]
        if isinstance(at, int):
            return Instant(at, at, at)
        if at is self.finish[item]:
            low = window.finish_from  # a milestone starts when it is over
        return Instant(at, int(low[item]), int(window.finish_by[item]))

    def _book(self) -> None:
        """Nobody does more at the same time than there is of them."""
        booked: dict[int, list[tuple[Piece, int]]] = defaultdict(list)
        for pieces in self.pieces.values():
            for piece in (piece for each in pieces for piece in each):
                for person, units in piece.option.takes:
                    if piece.option.minutes and units:
                        booked[person].append((piece, units))
        held = self._held()
        for person, taken in booked.items():
            if person in self.window.unbooked:
                continue
            axes = {id(piece.option.axis): piece.option.axis for piece, _ in taken}
            axis = next(iter(axes.values())) if len(axes) == 1 else None
            interval = self._clocked if axis is None else self._worked
            spans = [_on(axis, *span) for span in held[person]]
            spans = [span for span in spans if span[0] < span[1]]
            fixed = self.model.new_fixed_size_interval_var
            intervals = [interval(piece) for piece, _ in taken]
            intervals += [fixed(a, b - a, "") for a, b, _ in spans]
            needs = [each for _, each in taken] + [units for *_, units in spans]
            there_is = int(self.problem.people.capacity[person])
            if all(2 * each > there_is for each in needs):
                self.model.add_no_overlap(intervals)
            else:
                self.model.add_cumulative(intervals, needs, there_is)

    def _held(self) -> dict[int, list[tuple[int, int, int]]]:
        """Return from when until when how much of whom is taken by what is held."""
        found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        known = self.window.held
        if known is None:
            return found
        is_open = (known.unplaced == 0) & (self.problem.items.finished_at == NEVER)
        for item in np.flatnonzero(is_open).tolist():
            if item not in self.finish:
                for person, start, finish, units in self._taken(item, known):
                    found[person].append((start, finish, units))
        return found

    def _taken(self, item: int, known: Schedule) -> Iterator[tuple[int, int, int, int]]:
        """Yield whom a held item takes, from when until when, and how much of them."""
        first = int(known.part_offsets[item])
        for row, task in enumerate(self.tasks.of(item), first):
            if row == known.part_offsets[item + 1]:
                return
            span = int(known.part_start[row]), int(known.part_finish[row])
            who = int(known.person[row])
            for option in task.options:
                if len(task.options) == 1 or option.takes[0][0] == who:
                    for person, units in option.takes:
                        if units:
                            yield person, *span, units

    def _worked(self, piece: Piece) -> Any:
        """Return the interval of a piece in working minutes."""
        size = piece.option.minutes
        if piece.is_taken is None:
            return self.model.new_fixed_size_interval_var(piece.index, size, "")
        return self.model.new_optional_fixed_size_interval_var(
            piece.index, size, piece.is_taken, ""
        )

    def _clocked(self, piece: Piece) -> Any:
        """Return the interval of a piece on the clock, nights included."""
        size = self.model.new_int_var(0, self.problem.calendars.horizon, "")
        if piece.is_taken is None:
            return self.model.new_interval_var(piece.start, size, piece.finish, "")
        return self.model.new_optional_interval_var(
            piece.start, size, piece.finish, piece.is_taken, ""
        )


def _on(axis: Axis | None, start: int, finish: int, units: int) -> tuple[int, int, int]:
    """Turn instants into the working minutes of an axis, if one is given."""
    if axis is None:
        return start, finish, units
    return axis.index(start), axis.index(finish), units


def values(solver: Any, variables: dict[int, Any], n: int) -> NDArray[np.int32]:
    """Read what the solver found of some items; ``NEVER`` of all others."""
    found = np.full(n, NEVER, np.int32)
    for item, variable in variables.items():
        found[item] = (
            solver.value(variable) if not isinstance(variable, int) else variable
        )
    return found
