"""Arrows between bars: from the end that holds back to the end that is held back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from headway.plan.timeline.bars import DIAMOND, Bar
from headway.plan.timeline.rows import ROW

STUB = 7.0
"""Pixels an arrow runs on before it turns."""
INSET = 3.0
"""Pixels from the end of a bar to where an arrow leaves or meets it from above."""
HALF = 5.0
"""Pixels from the middle of a row to the edge of its bar."""
STEPS = 6
"""How many columns are tried to either side to get past labels."""
COLUMN = 8.0
FAR = 60
"""Rows; longer arrows are drawn without looking for labels."""

FROM_FINISH, TO_START = {"FS", "FF"}, {"FS", "SS"}

BarAt = Callable[[int], Bar]
"""The bar in a row."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dependency:
    """``before`` and ``after`` are rows, counted from 0.

    ``is_busy``: nothing links them, but somebody who does both does one first.
    """

    before: int
    after: int
    kind: str
    is_critical: bool = False
    is_busy: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrow:
    """A route in pixels from the top of the timeline, and the head at its end."""

    points: tuple[tuple[float, float], ...]
    is_down: bool | None
    """Whether the head points down or up; None: to the right."""
    is_critical: bool = False
    is_busy: bool = False

    @property
    def rows(self) -> tuple[int, int]:
        """The first and the last row it touches."""
        ys = [y for _, y in self.points]
        return int(min(ys) // ROW), int(max(ys) // ROW)


def route(link: Dependency, bar_at: BarAt) -> Arrow | None:
    """Draw one dependency; None when one of its ends is not drawn.

    Where there is room, from the tick at 85 % straight into the start; else from the
    edge of one bar along the line between two rows to the edge of the other.
    Upright pieces avoid the labels of the rows that they cross.
    """
    one, other = bar_at(link.before), bar_at(link.after)
    if not one.is_drawn or not other.is_drawn or link.before == link.after:
        return None
    if link.kind == "FS" and link.after > link.before:
        out = one.likely if one.sure is None else one.sure
        x = _side_column(link, out, other, bar_at)
        if x is not None:
            y, goal = _middle(link.before), _middle(link.after)
            into = other.left - 1
            points = ((out, y), (x, y), (x, goal), (into, goal))
            return _arrow(link, points, is_down=None)
    return _edge_route(link, one, other, bar_at)


def _side_column(
    link: Dependency, out: float, other: Bar, bar_at: BarAt
) -> float | None:
    """A column between both bars in which to go down, if there is one."""
    last = other.left - STUB
    if last < out + STUB:
        return None
    between = range(link.before + 1, link.after)
    columns = [out + STUB, last]
    columns += [out + STUB + COLUMN * n for n in range(1, STEPS)]
    own = bar_at(link.before).label
    for x in columns:
        is_own = own is not None and _inside(x, own.box, (out, x))
        if x <= last and not is_own and not hits(between, x, bar_at):
            return round(x, 1)
    return None


def _inside(x: float, box: tuple[float, float], stub: tuple[float, float]) -> bool:
    """Whether a stub that ends at ``x`` runs through a label."""
    return box[0] - 2 <= stub[1] and stub[0] <= box[1] + 2


def _edge_route(link: Dependency, one: Bar, other: Bar, bar_at: BarAt) -> Arrow:
    is_down = link.after > link.before
    step = 1 if is_down else -1
    out = _end(one, at_finish=link.kind in FROM_FINISH)
    into = _end(other, at_finish=link.kind not in TO_START)
    leave = _middle(link.before) + step * _half(one)
    line = _line(link.before, is_down=is_down)
    meet = _middle(link.after) - step * (_half(other) + 1)
    between = range(*sorted((link.before, link.after)))[1:]
    column = _column(between, (into, out), bar_at)
    far_line = _line(link.after, is_down=not is_down)
    points = [(out, leave), (out, line), (column, line)]
    if column != into:
        points += [(column, far_line), (into, far_line)]
    points.append((into, meet))
    return _arrow(link, tuple(_without_repeats(points)), is_down=is_down)


def _arrow(
    link: Dependency, points: tuple[tuple[float, float], ...], *, is_down: bool | None
) -> Arrow:
    return Arrow(
        points=points,
        is_down=is_down,
        is_critical=link.is_critical,
        is_busy=link.is_busy,
    )


def _column(between: range, wanted: tuple[float, float], bar_at: BarAt) -> float:
    """The wanted column that meets no label, else the nearest that does not."""
    near = [wanted[0] + sign * COLUMN * n for n in range(1, STEPS) for sign in (-1, 1)]
    for x in (*wanted, *near):
        if x > 0 and not hits(between, x, bar_at):
            return round(x, 1)
    return wanted[0]


def hits(rows: range, x: float, bar_at: BarAt) -> bool:
    """Whether an upright line meets a label in one of the rows."""
    if len(rows) > FAR:
        return False
    for row in rows:  # asked of thousands
        label = bar_at(row).label
        if label is not None:
            first, last = label.box
            if first - 2 <= x <= last + 2:
                return True
    return False


def _end(bar: Bar, *, at_finish: bool) -> float:
    if bar.kind == "milestone":
        return bar.likely
    room = min(INSET, (bar.likely - bar.begin) / 2)
    return round(bar.likely - room if at_finish else bar.begin + room, 1)


def _half(bar: Bar) -> float:
    """Pixels from the middle of the row to the edge of the bar."""
    return {"milestone": DIAMOND, "summary": 2.0}.get(bar.kind, HALF)


def _middle(row: int) -> float:
    return row * ROW + ROW / 2


def _line(row: int, *, is_down: bool) -> float:
    """The line under or over a row."""
    return float(row * ROW + (ROW if is_down else 0))


def _without_repeats(
    points: list[tuple[float, float]],
) -> Iterator[tuple[float, float]]:
    """Leave out points that are where the one before them was."""
    last = None
    for point in points:
        if point != last:
            yield point
        last = point
