"""Calls have room for their frames, whatever their depth."""

import resource
import sys

import pytest

from headway.base.frames import with_room


def deep(calls: int) -> int:
    return 1 + deep(calls - 1) if calls else 0


def faults() -> int:
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt


def crossings(levels: int, times: int = 200) -> int:
    """Count page faults of so many calls that go one level beyond a depth."""
    if levels:
        return crossings(levels - 1, times)
    begun = faults()
    for _ in range(times):
        deep(3)
    return faults() - begun


def test_it_is_the_same_call():
    @with_room
    def joined(first: str, *, last: str) -> str:
        return first + last

    assert joined("a", last="b") == "ab"
    assert joined.__name__ == "joined"


def test_what_is_raised_and_how_deep_one_may_go_stays():
    with pytest.raises(ZeroDivisionError):
        with_room(lambda: 1 // 0)()
    with pytest.raises(RecursionError):
        with_room(deep)(sys.getrecursionlimit())


@pytest.mark.skipif(sys.platform != "linux", reason="counts page faults of a thread")
def test_no_depth_makes_python_ask_the_system_again_and_again():
    asked = [crossings(levels) for levels in range(200)]
    assert max(asked) > 100  # else nobody needs it any more
    with_room(crossings)(200)
    assert max(with_room(crossings)(levels) for levels in range(200)) < 50
