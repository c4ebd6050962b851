"""What stays is not walked by the garbage collector."""

import asyncio
import gc
from collections.abc import Iterator

import pytest

from headway.server import settling


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


async def later(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counts = []

    async def sleep(seconds: float) -> None:
        counts.append(gc.get_freeze_count())
        loaded.extend([] for _ in range(1000))

    loaded: list[list[None]] = []
    monkeypatch.setattr(asyncio, "sleep", sleep)
    await settling.settle()
    return [*counts, gc.get_freeze_count()]


def test_what_is_loaded_now_and_a_minute_later_is_left_alone(monkeypatch):
    gc.unfreeze()
    at_once, a_minute_later = asyncio.run(later(monkeypatch))
    assert at_once > 10_000
    assert a_minute_later > at_once + 900
