"""What stays is not walked by the garbage collector."""

import asyncio
import gc
from collections.abc import Iterator

import pytest

from headway.server import settling


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


async def later(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counts = []

    async def sleep(seconds: float) -> None:
        counts.append(gc.get_freeze_count())
        loaded.extend([] for _ in range(1000))

    loaded: list[list[None]] = []
    monkeypatch.setattr(asyncio, "sleep", sleep)
    await settling.settle()
    return [*counts, gc.get_freeze_count()]


def test_what_is_loaded_by_and_by_is_left_alone(monkeypatch):
    gc.unfreeze()
    at_once, *by_and_by = asyncio.run(later(monkeypatch))
    assert at_once > 10_000
    assert len(by_and_by) == len(settling.MOMENTS) - 1
    assert by_and_by == sorted(by_and_by)
    assert by_and_by[-1] > at_once + 900 * len(by_and_by)


def test_the_collector_looks_less_often(monkeypatch):
    asyncio.run(later(monkeypatch))
    assert gc.get_threshold() == settling.THRESHOLDS
