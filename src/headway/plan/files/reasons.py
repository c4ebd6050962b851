"""Why a task has no place in the plan, in words and with the names of the file."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from headway.plan.files.rows import Row
from headway_engine.problem import NONE
from headway_engine.schedule import Schedule, Unplaced

MOST_NAMES: Final = 12
NO_TIME: Final = "its calendar, or that of its people, has no working time"
INACTIVE: Final = "it is inactive in the file"
NOTHING_BELOW: Final = "nothing below it has a place"


def reason_of(
    position: int, rows: Sequence[Row], schedule: Schedule, last: date
) -> str:
    """Explain one row that is not placed; ``last`` is the last day that was tried."""
    why = Unplaced(int(schedule.unplaced[position]))
    if why is Unplaced.CYCLE:
        return f"it waits for itself: {_circle(position, rows, schedule)}"
    if why is Unplaced.BEHIND:
        before = _name_behind(position, rows, schedule)
        return f"it waits for {before}, which has no place"
    if why is Unplaced.HORIZON:
        return f"it does not fit before {last.isoformat()}"
    return NO_TIME


def _circle(position: int, rows: Sequence[Row], schedule: Schedule) -> str:
    """Follow the culprits once around, by name."""
    seen = {}
    while position != NONE and position not in seen:
        seen[position] = rows[position].name
        position = int(schedule.culprit[position])
    names = [repr(name) for name in dict.fromkeys(seen.values())]
    shown = names if len(names) <= MOST_NAMES else [*names[:MOST_NAMES], "..."]
    return " waits for ".join([*shown, names[0]])


def _name_behind(position: int, rows: Sequence[Row], schedule: Schedule) -> str:
    """Name the predecessor; a gate stands for the summary that it belongs to."""
    culprit = int(schedule.culprit[position])
    return repr(rows[culprit].name) if culprit != NONE else "a task"
