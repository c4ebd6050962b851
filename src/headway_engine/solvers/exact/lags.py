"""Lags that count working time, between instants that the solver chooses.

Of a calendar so many minutes lie before an instant; a link holds its successor until
that count has grown by its lag.  The count is a line with a bend at each opening and
closing, so one of some literals says where the instant lies.  It is counted from the
side that matters: no less than it is where the lag begins, no more where it ends.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from headway_engine.calendars import Spans, spans_of
from headway_engine.problem import Problem

MOST_LITERALS: Final = 8_000
"""Lags that would need more are as long on the clock at least, and leads are free."""


class Instant(NamedTuple):
    """A variable, or a number, and between which instants it lies."""

    at: Any
    low: int
    high: int

    def later(self, minutes: int) -> "Instant":
        return Instant(self.at + minutes, self.low + minutes, self.high + minutes)


class Line(NamedTuple):
    """A piece of the count: ``done`` at ``begin``, then more by one a minute, or not.

    It ends before ``end``, with ``most``.
    """

    begin: int
    end: int
    done: int
    most: int


class Lags:
    """Adds lags to a model; ``literals`` is what they took."""

    def __init__(self, model: Any, problem: Problem) -> None:
        self.model, self.problem = model, problem
        self.literals = 0
        self._known: dict[tuple[int, int, bool], Any] = {}

    def add(self, base: Instant, held: Instant, lag: int, calendar: int) -> bool:
        """Let ``held`` be behind ``base``; False if that takes too much.

        As in dispatch a lead ends at the last working instant that it leaves: one
        minute more is worked by the minute after.
        """
        spans = spans_of(self.problem.calendars, calendar)
        if lag < 0:
            held, lag = held.later(1), lag + 1
        needed = [
            line
            for each, is_base in ((base, True), (held, False))
            if not isinstance(each.at, int)
            for line in _lines(spans, each, is_base=is_base)
        ]
        if self.literals + len(needed) > MOST_LITERALS:
            return False
        least = self._counted(spans, base, calendar, is_base=True)
        most = self._counted(spans, held, calendar, is_base=False)
        self.model.add(most >= least + lag)
        return True

    def _counted(
        self, spans: Spans, instant: Instant, calendar: int, *, is_base: bool
    ) -> Any:
        """Return how many minutes are worked before an instant."""
        lines = _lines(spans, instant, is_base=is_base)
        if isinstance(instant.at, int):
            [line] = lines
            return min(line.done + instant.at - line.begin, line.most)
        key = id(instant.at), calendar, is_base
        if key not in self._known:
            # The instant is kept, so that its name is not another's later.
            self._known[key] = instant.at, self._bent(lines, instant, is_base=is_base)
        return self._known[key][1]

    def _bent(self, lines: Sequence[Line], instant: Instant, *, is_base: bool) -> Any:
        model, at = self.model, instant.at
        chosen = [model.new_bool_var("") for _ in lines]
        self.literals += len(lines)

        def told(values: Sequence[int]) -> Any:
            return sum(
                value * literal for value, literal in zip(values, chosen, strict=True)
            )

        model.add_exactly_one(chosen)
        model.add(at >= told([max(line.begin, instant.low) for line in lines]))
        model.add(at <= told([min(line.end - 1, instant.high) for line in lines]))
        count = model.new_int_var(lines[0].done, lines[-1].most, "")
        if is_base:
            # On a level piece the second says less than the first.
            model.add(count >= told([line.done for line in lines]))
            model.add(count >= at + told([_shift(line) for line in lines]))
        else:
            model.add(count <= at + told([line.done - line.begin for line in lines]))
            model.add(count <= told([line.most for line in lines]))
        return count


def _shift(line: Line) -> int:
    is_level = line.most == line.done
    return line.done - (line.end if is_level else line.begin)


def _lines(spans: Spans, instant: Instant, *, is_base: bool) -> list[Line]:
    """Give the pieces in which an instant can lie.

    From above, open hours and the closed ones behind them are one piece: both limits
    hold in it.
    """
    lengths = spans[:, 1] - spans[:, 0]
    done = np.concatenate([[0], np.cumsum(lengths)]).tolist()
    low, high = instant.low, instant.high + 1
    first = int(spans[0, 0]) if len(spans) else high
    lines = [Line(min(low, first) - 1, first, 0, 0)]
    for k, (begin, end) in enumerate(spans.tolist()):
        after = int(spans[k + 1, 0]) if k + 1 < len(spans) else max(high, end + 1)
        if is_base:
            lines.append(Line(begin, end, done[k], done[k + 1]))
            lines.append(Line(end, after, done[k + 1], done[k + 1]))
        else:
            lines.append(Line(begin, after, done[k], done[k + 1]))
    return [line for line in lines if line.begin < high and line.end > low]
