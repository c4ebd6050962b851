"""Room for the frames of Python's calls."""

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

SLOTS: Final = 70_000
"""Words of a frame for which Python asks for 1 MB: the calls in it have the rest."""


def with_room(call: Callable[P, R]) -> Callable[P, R]:
    """Return the same with room for the frames of half a megabyte of calls.

    CPython keeps frames in chunks of 16 kB, asks the system for one whenever a call
    goes beyond the end of the last, and gives it back when that call returns (since
    3.11; ``push_chunk`` in ``Python/pystate.c``).  A template whose depth is just there
    did so 2,000 times a page, a quarter of its time.  A frame that is larger than a
    chunk gets one of twice the size at most, and what it calls has the rest of it.  No
    page of the large frame is touched.
    """

    def roomy(*args: P.args, **kwargs: P.kwargs) -> R:
        return call(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=SLOTS)
    return wraps(call)(roomy)
