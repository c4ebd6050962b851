"""Small problems in which every rule meets every other."""

from dataclasses import replace

import numpy as np

from headway_engine.problem import (
    NEVER,
    NONE,
    Calendars,
    Chances,
    Groups,
    Items,
    Links,
    Parts,
    People,
    Problem,
    Scopes,
    Speeds,
)

DAYS = 40
CHUNKS = [0, 0, 0, 45, 200, 600]


def random_problem(seed: int, *, items: int = 12, people: int = 4) -> Problem:
    """Make a problem of about ``items`` items out of one number."""
    rng = np.random.default_rng(seed)
    n, p = int(rng.integers(1, items + 1)), int(rng.integers(1, people + 1))
    calendars = _calendars(rng, 4)
    groups = [rng.permutation(p)[: rng.integers(1, p + 1)] for _ in range(2)]
    crews = [rng.integers(0, p, rng.choice([0, 1, 1, 2, 3])) for _ in range(n)]
    now = int(rng.integers(0, 3 * 1440))
    k = sum(map(len, crews))
    chunk = np.random.default_rng([seed, 0x63]).choice(CHUNKS, n)
    return Problem(
        now=now,
        calendars=calendars,
        people=People(
            calendar=rng.integers(0, 4, p).astype(np.int32),
            capacity=rng.choice([1000, 1000, 1000, 500, 2000, 0], p).astype(np.int32),
        ),
        items=_items(rng, n, now, chunk),
        parts=Parts(
            offsets=_offsets(crews),
            person=np.concatenate([*crews, []]).astype(np.int32),
            share=np.concatenate(
                [*(np.full(len(c), 1 / max(len(c), 1)) for c in crews), []]
            ),
            units=rng.choice([1000, 1000, 500, 333], k).astype(np.int32),
        ),
        groups=Groups(
            offsets=_offsets(groups), person=np.concatenate(groups).astype(np.int32)
        ),
        links=_links(rng, n),
    )


def with_habits(problem: Problem, seed: int) -> Problem:
    """Let people have several items in progress, and be interrupted."""
    rng = np.random.default_rng([seed, 0x68])
    p = len(problem.people.calendar)
    people = replace(
        problem.people,
        limit=rng.choice([1, 2, 2, 3, 5], p).astype(np.int32),
        key=rng.permutation(1000)[:p].astype(np.int64),
        slowdown=rng.choice([-0.1, 0.0, 0.2, 0.7], p),
        slowdown_spread=rng.choice([0.0, 0.3], p),
    )
    return replace(problem, people=people)


def with_surprises(problem: Problem, seed: int) -> Problem:
    """Let work grow with its scope, and some of it not come at all."""
    rng = np.random.default_rng([seed, 0x73])
    n = len(problem.items.key)
    return replace(
        problem,
        scopes=Scopes(
            of=rng.choice([NONE, 0, 1], n).astype(np.int32),
            key=np.array([1, 2]),
            growth=rng.choice([-0.2, 0.1, 0.5], 2),
            spread=np.full(2, 0.1),
        ),
        chances=Chances(
            of=rng.choice([NONE, 0, 1], n).astype(np.int32),
            key=np.array([3, 4]),
            probability=rng.choice([0.2, 0.5, 0.9], 2),
        ),
    )


def with_speeds(problem: Problem, seed: int) -> Problem:
    """Let people be faster at some kinds of work than at others."""
    rng = np.random.default_rng([seed, 0x76])
    people, kinds = len(problem.people.calendar), int(rng.integers(1, 4))
    return replace(
        problem,
        speeds=Speeds(
            of=rng.integers(NONE, kinds, len(problem.items.key)).astype(np.int32),
            factor=rng.choice([0.1, 0.5, 0.8, 1.0, 1.0, 1.2, 3.0], (people, kinds)),
        ),
    )


def with_groups_of_their_own(problem: Problem, seed: int) -> Problem:
    """Let nearly each item that a group does have another group."""
    rng = np.random.default_rng([seed, 0x67])
    p, group = len(problem.people.calendar), problem.items.group
    count = max(int((group != NONE).sum()) * 3 // 4, 1)
    groups = [
        rng.permutation(p)[: rng.integers(1, min(p, 6) + 1)] for _ in range(count)
    ]
    own = rng.integers(0, count, len(group)).astype(np.int32)
    return replace(
        problem,
        items=replace(problem.items, group=np.where(group == NONE, group, own)),
        groups=Groups(
            offsets=_offsets(groups), person=np.concatenate(groups).astype(np.int32)
        ),
    )


def _offsets(lists: list[np.ndarray]) -> np.ndarray:
    return np.cumsum([0, *map(len, lists)]).astype(np.int32)


def _calendars(rng: np.random.Generator, count: int) -> Calendars:
    """One that always works, some that work days at random; some are soon over."""
    spans = [[(0, DAYS * 1440)]]
    while len(spans) < count:
        days = [d for d in range(DAYS) if rng.random() < 0.7]
        first = int(rng.integers(0, 800))
        mid = first + int(rng.integers(1, 300))
        spans.append(
            [
                (d * 1440 + a, d * 1440 + b)
                for d in days
                for a, b in ((first, mid), (mid + 40, mid + 240))
            ]
        )
    if rng.random() < 0.2:
        spans[-1] = []
    if rng.random() < 0.3:
        spans[-2] = spans[-2][: rng.integers(1, 16)]
    flat = np.array([s for each in spans for s in each], np.int32).reshape(-1, 2)
    return Calendars(
        offsets=_offsets([np.array(s) for s in spans]),
        starts=flat[:, 0].copy(),
        ends=flat[:, 1].copy(),
        horizon=DAYS * 1440,
    )


def _items(rng: np.random.Generator, n: int, now: int, chunk: np.ndarray) -> Items:
    def sometimes(chance: float, low: int, high: int) -> np.ndarray:
        at = rng.integers(low, high, n)
        return np.where(rng.random(n) < chance, at, NEVER).astype(np.int32)

    started = sometimes(0.15, now - 3000, now + 1)
    finished = np.where(rng.random(n) < 0.3, started, NEVER)
    finished[finished != NEVER] += rng.integers(0, 200, (finished != NEVER).sum())
    drive = rng.choice([0, 0, 0, 1, 2, 3], n).astype(np.int8)
    return Items(
        key=rng.permutation(1000)[:n].astype(np.int64),
        drive=drive,
        rank=rng.permutation(n).astype(np.int32),
        minutes=rng.choice([0.0, 1.0, 30.0, 100.5, 480.0, 1500.0], n),
        spread=rng.choice([0.0, 0.5], n),
        not_before=sometimes(0.2, 0, 10 * 1440),
        finish_not_before=sometimes(0.2, 0, 15 * 1440),
        started_at=started,
        finished_at=finished.astype(np.int32),
        calendar=rng.choice([NONE, NONE, 0, 1, 2, 3], n).astype(np.int32),
        group=rng.choice([NONE, 0, 1], n).astype(np.int32),
        is_joint=rng.random(n) < 0.4,
        opens_on_any=(rng.random(n) < 0.5) & (drive == 3),
        chunk=chunk.astype(np.int32),
    )


def _links(rng: np.random.Generator, n: int) -> Links:
    m = int(rng.integers(0, 2 * n))
    ends = rng.integers(0, n, (2, m))
    if rng.random() < 0.8:
        ends = np.sort(ends[:, ends[0] != ends[1]], axis=0)
    m = ends.shape[1]
    return Links(
        before=ends[0].astype(np.int32),
        after=ends[1].astype(np.int32),
        kind=rng.choice([0, 0, 0, 1, 2, 3], m).astype(np.int8),
        lag=rng.choice([0, 0, 60, 700, -60, -700], m).astype(np.int32),
        lag_calendar=rng.choice([NONE, 0, 1, 3], m).astype(np.int32),
    )
