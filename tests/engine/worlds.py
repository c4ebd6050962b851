"""Problems written as a few words."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from headway_engine.problem import (
    NEVER,
    NONE,
    WHOLE,
    Calendars,
    Groups,
    Items,
    Links,
    Parts,
    People,
    Problem,
)

DAYS = 60
Spans = list[tuple[int, int]]


def daily(*hours: tuple[int, int], days: Sequence[int] = range(5)) -> Spans:
    return [
        (d * 1440 + a, d * 1440 + b)
        for d in range(DAYS)
        if d % 7 in days
        for a, b in hours
    ]


WEEKDAYS = daily((540, 720), (780, 1080))
NIGHTS = daily((0, 300), days=range(7))
ALWAYS: Spans = [(0, DAYS * 1440)]
CLOSED: Spans = []


def offsets(lists: Sequence[Any]) -> np.ndarray:
    return np.cumsum([0, *map(len, lists)]).astype(np.int32)


def joined(lists: Sequence[Sequence[float]], kind: type) -> np.ndarray:
    return np.array([each for some in lists for each in some], kind)


def world(
    *items: dict[str, Any],
    calendars: Sequence[Spans] = (WEEKDAYS, WEEKDAYS),
    capacity: Sequence[int] = (WHOLE, WHOLE),
    groups: Sequence[Sequence[int]] = (),
    links: Sequence[tuple[int, ...]] = (),
    now: int = 0,
) -> Problem:
    """Make a problem; person ``i`` works by calendar ``i``.

    A link is (before, after, kind, lag, lag calendar), the last three optional.
    """
    n = len(items)
    people = [item.get("people", []) for item in items]
    shares = [
        i.get("shares", [1 / len(p)] * len(p) if p else [])
        for i, p in zip(items, people, strict=True)
    ]
    units = [
        i.get("units", [WHOLE] * len(p)) for i, p in zip(items, people, strict=True)
    ]
    spans = np.array([s for c in calendars for s in c], np.int32).reshape(-1, 2)
    full = np.array(
        [(*link, *(0, 0, NONE)[len(link) - 2 :]) for link in links], np.int32
    )
    link = full.reshape(-1, 5).T

    def column(name: str, default: Any, kind: type) -> np.ndarray:
        return np.array([item.get(name, default) for item in items], kind)

    rank = np.array([item.get("rank", j) for j, item in enumerate(items)], np.int32)
    return Problem(
        now=now,
        calendars=Calendars(
            offsets=offsets(calendars),
            starts=spans[:, 0].copy(),
            ends=spans[:, 1].copy(),
            horizon=DAYS * 1440,
        ),
        people=People(
            calendar=np.arange(len(capacity), dtype=np.int32),
            capacity=np.array(capacity, np.int32),
        ),
        items=Items(
            key=np.array(
                [item.get("key", j) for j, item in enumerate(items)], np.int64
            ),
            drive=column("drive", 0, np.int8),
            rank=rank,
            minutes=column("minutes", 0, np.float64),
            spread=column("spread", 0, np.float64),
            not_before=column("not_before", NEVER, np.int32),
            finish_not_before=column("finish_not_before", NEVER, np.int32),
            started_at=column("started_at", NEVER, np.int32),
            finished_at=column("finished_at", NEVER, np.int32),
            calendar=column("calendar", NONE, np.int32),
            group=column("group", NONE, np.int32),
            is_joint=column("is_joint", 0, np.bool_),
            opens_on_any=column("opens_on_any", 0, np.bool_),
            chunk=column("chunk", 0, np.int32),
        ),
        parts=Parts(
            offsets=offsets(people) if n else np.zeros(1, np.int32),
            person=joined(people, np.int32),
            share=joined(shares, np.float64),
            units=joined(units, np.int32),
        ),
        groups=Groups(
            offsets=offsets(groups),
            person=np.array([p for g in groups for p in g], np.int32),
        ),
        links=Links(
            before=link[0].copy(),
            after=link[1].copy(),
            kind=link[2].astype(np.int8),
            lag=link[3].copy(),
            lag_calendar=link[4].copy(),
        ),
    )
