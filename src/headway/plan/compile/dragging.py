"""The order of a board's columns as what delay costs, where a project judges by it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from headway.plan.rows import DraggedRow
from headway_engine.fronts import by_order
from headway_engine.priority import LEAST_MINUTES

HOUR = 60.0


class Dragged(NamedTuple):
    """By items: a slope for each, in normal work, and a place among those alike."""

    slopes: Mapping[int, float]
    places: Mapping[int, int]


def dragged_in(
    rows: Mapping[int, DraggedRow], cards: Sequence[int], minutes: Sequence[float]
) -> Dragged:
    """Change what normal work costs for each hour as little as keeps every column.

    ``cards`` are the items by positions, and ``minutes`` their work; what is in no
    column is left out.  Those of a column that come to the same keep its order.
    """
    columns: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for position, pk in enumerate(cards):
        if pk in rows:
            columns[rows[pk].project_id, rows[pk].status].append(position)
    slopes: dict[int, float] = {}
    places: dict[int, int] = {}
    for column in columns.values():
        order = sorted(column, key=lambda i: (rows[cards[i]].board_rank, cards[i]))
        hours = [max(minutes[i], LEAST_MINUTES) / HOUR for i in order]
        quotients = by_order([1 / each for each in hours])
        for i, place, quotient, each in zip(
            order, sorted(column), quotients, hours, strict=True
        ):
            slopes[cards[i]] = quotient * each
            places[cards[i]] = place
    return Dragged(slopes, places)
