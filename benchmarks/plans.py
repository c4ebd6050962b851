"""Random plans of a few people's next weeks, with all that plans have in them."""

from collections.abc import Callable

import numpy as np

from headway_engine.calendars import Spans, from_spans, subtract
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

DAY, DAYS, NINE = 1440, 400, 540
CHUNKS = [0, 0, 0, 0, 0, 0, 60, 120, 240]


def random_plan(
    seed: int, *, items: int = 60, people: int = 8
) -> tuple[Problem, Groups]:
    """Make a plan of 10 to ``items`` items, and who could do what but for skills.

    Two of three items name who does them, some of them several, in shares or together;
    others are for whoever has the skill.  One of ten runs on a calendar of its own or
    on the wall clock, one of ten is pinned, some have begun or are done, and one of
    three wants one to four hours at a time.
    """
    rng = np.random.default_rng([seed, 0x706C616E])
    n, p = int(rng.integers(10, items + 1)), int(rng.integers(2, people + 1))
    now = int(rng.integers(0, 5)) * DAY + int(rng.integers(32, 72)) * 15
    able = [np.flatnonzero(rng.random(p) < 0.5) for _ in range(3)]
    able = [a if len(a) else rng.integers(0, p, 1) for a in able]
    crews = [
        rng.choice(p, min(p, int(rng.choice([0, 1, 1, 1, 2, 3]))), replace=False)
        for _ in range(n)
    ]
    offsets = _offsets(crews)
    chunk = np.random.default_rng([seed, 0x63]).choice(CHUNKS, n)
    problem = Problem(
        now=now,
        calendars=_calendars(rng, p),
        people=People(
            calendar=np.arange(p, dtype=np.int32),
            capacity=np.full(p, WHOLE, np.int32),
        ),
        items=_items(rng, n, p, now, chunk),
        parts=Parts(
            offsets=offsets,
            person=np.concatenate([*crews, []]).astype(np.int32),
            share=np.concatenate([*map(_shares(rng), crews), []]),
            units=rng.choice([1000, 1000, 1000, 500], offsets[-1]).astype(np.int32),
        ),
        groups=Groups(
            offsets=_offsets(able), person=np.concatenate(able).astype(np.int32)
        ),
        links=_links(rng, n),
    )  # fmt: skip
    everybody = Groups(
        offsets=np.arange(4, dtype=np.int32) * p,
        person=np.tile(np.arange(p, dtype=np.int32), 3),
    )
    return problem, everybody


def _shares(rng: np.random.Generator) -> Callable[[np.ndarray], np.ndarray]:
    return lambda crew: rng.dirichlet(np.ones(len(crew))) if len(crew) else crew


def _offsets(lists: list[np.ndarray]) -> np.ndarray:
    return np.cumsum([0, *map(len, lists)]).astype(np.int32)


def _calendars(rng: np.random.Generator, people: int) -> Calendars:
    """Everybody's weekdays, with hours, a day off and absences of their own.

    The last is the office's.
    """
    spans: list[Spans] = []
    for each in range(people + 1):
        begin = NINE if each == people else int(rng.integers(28, 40)) * 15
        off = int(rng.integers(0, 5)) if rng.random() < 0.3 and each < people else NONE
        days = [d for d in range(DAYS) if d % 7 < 5 and d % 7 != off]
        hours = np.array([(begin, begin + 240), (begin + 300, begin + 540)])
        week = (np.array(days)[:, None, None] * DAY + hours).reshape(-1, 2)
        away = rng.integers(0, DAYS // 4, 3 if each < people else 0)
        holes = np.array(
            [(d * DAY, (d + int(rng.integers(1, 10))) * DAY) for d in away]
        ).reshape(-1, 2)
        spans.append(subtract(week.astype(np.int64), holes))
    return from_spans(spans, horizon=DAYS * DAY)


def _items(
    rng: np.random.Generator, n: int, people: int, now: int, chunk: np.ndarray
) -> Items:
    def sometimes(chance: float, low: int, high: int) -> np.ndarray:
        at = rng.integers(low, high, n) // 15 * 15
        return np.where(rng.random(n) < chance, at, NEVER).astype(np.int32)

    started = sometimes(0.15, now - 4 * DAY, now)
    finished = np.where(rng.random(n) < 0.5, started, NEVER)
    begun = finished != NEVER
    finished[begun] = np.minimum(
        finished[begun] + rng.integers(1, 40, begun.sum()) * 15, now
    )
    drive = rng.choice([0, 0, 0, 0, 0, 0, 0, 1, 2, 3], n).astype(np.int8)
    minutes = np.ceil(480 * np.exp(rng.normal(0, 0.9, n)) / 15) * 15
    own = np.where((drive == 1) | (rng.random(n) < 0.05), people, NONE)
    return Items(
        key=rng.permutation(10 * n)[:n].astype(np.int64),
        drive=drive,
        rank=rng.permutation(n).astype(np.int32),
        minutes=minutes.astype(np.float64),
        spread=rng.uniform(0.3, 0.9, n),
        not_before=sometimes(0.08, now, now + 20 * DAY),
        finish_not_before=sometimes(0.02, now, now + 20 * DAY),
        started_at=started,
        finished_at=finished.astype(np.int32),
        calendar=own.astype(np.int32),
        group=np.where(drive == 0, rng.integers(0, 3, n), NONE).astype(np.int32),
        is_joint=rng.random(n) < 0.3,
        opens_on_any=np.zeros(n, np.bool_),
        chunk=chunk.astype(np.int32),
    )


def _links(rng: np.random.Generator, n: int) -> Links:
    """Link items to earlier ones, nine of ten from finish to start."""
    after = np.repeat(np.arange(1, n), rng.choice([0, 0, 1, 1, 2], n - 1))
    before = np.maximum(after - rng.integers(1, 12, len(after)), 0)
    m = len(after)
    return Links(
        before=before.astype(np.int32),
        after=after.astype(np.int32),
        kind=rng.choice([0, 1, 2, 3], m, p=[0.88, 0.06, 0.05, 0.01]).astype(np.int8),
        lag=rng.choice([0, 0, 0, 0, 480, 120, -240], m).astype(np.int32),
        lag_calendar=rng.choice([NONE, 0], m).astype(np.int32),
    )
