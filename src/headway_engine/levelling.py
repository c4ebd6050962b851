"""One levelled schedule: everybody's items in rank order on their own calendars."""

from headway_engine.problem import Problem
from headway_engine.schedule import Schedule


def level(problem: Problem) -> Schedule:
    """Dispatch the items at their median minutes.

    What cannot be placed gets a reason in ``unplaced``, the rest is planned.

    Raises
    ------
    InvalidProblem
        Arrays of the wrong length or type, positions out of range, negative minutes.
    """
    raise NotImplementedError


def chain(problem: Problem, schedule: Schedule) -> list[int]:
    """List the items whose causes lead to the last finish, earliest first.

    Each item waits for the one before it in the list: for its finish or start where
    they are linked, or for the person it keeps busy.
    """
    raise NotImplementedError
