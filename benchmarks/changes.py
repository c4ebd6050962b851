"""Changes of a plan at random, of the kinds that happen, in any order with one result.

Each sets or scales something of its own, so that replaying them in another order ends
with the same plan.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from headway_engine.attribution import Change
from headway_engine.calendars import from_spans, spans_of, subtract
from headway_engine.problem import NEVER, NONE, Drive, LinkKind, Problem

DAY = 1440


@dataclass(frozen=True, slots=True)
class World:
    """A problem whose ranks follow ``urgency``, the least first."""

    problem: Problem
    urgency: np.ndarray

    @classmethod
    def of(cls, problem: Problem) -> "World":
        return cls(problem, problem.items.rank.astype(np.float64))

    def compiled(self) -> Problem:
        rank = np.empty(len(self.urgency), np.int32)
        rank[np.lexsort((self.problem.items.key, self.urgency))] = np.arange(len(rank))
        items = replace(self.problem.items, rank=rank)
        return replace(self.problem, items=items)

    def with_items(self, **columns: np.ndarray) -> "World":
        items = replace(self.problem.items, **columns)
        return World(replace(self.problem, items=items), self.urgency)


Drawn = Change[World]


def draw_changes(rng: np.random.Generator, problem: Problem) -> list[Drawn]:
    """Draw two to five changes of different kinds, in the order in which they came."""
    kinds = [estimate, absence, priority, new_link, pin, passing, learning, new_work]
    chosen = rng.choice(len(kinds), int(rng.integers(2, 6)), replace=False)
    drawn = (kinds[k](rng, problem) for k in chosen)
    return [change for change in drawn if change]


def _open_item(rng: np.random.Generator, problem: Problem) -> int:
    return int(rng.choice(np.flatnonzero(problem.items.finished_at == NEVER)))


def _changed(values: np.ndarray, at: int, value: float) -> np.ndarray:
    new = values.copy()
    new[at] = value
    return new


def estimate(rng: np.random.Generator, problem: Problem) -> Change[World]:
    """An item is estimated anew, at a quarter to four times as much."""
    item, factor = _open_item(rng, problem), float(np.exp(rng.uniform(-1.4, 1.4)))

    def apply(world: World) -> World:
        minutes = world.problem.items.minutes
        return world.with_items(minutes=_changed(minutes, item, minutes[item] * factor))

    return Change(cause=f"estimate of {item}", apply=apply)


def learning(rng: np.random.Generator, problem: Problem) -> Change[World]:
    """The models learned that all work takes a little more or less."""
    factor = float(np.exp(rng.normal(0, 0.1)))
    n = len(problem.items.key)

    def apply(world: World) -> World:
        minutes = world.problem.items.minutes.copy()
        minutes[:n] *= factor  # new work is estimated by what was learned
        return world.with_items(minutes=minutes)

    return Change(cause="models", apply=apply)


def priority(rng: np.random.Generator, problem: Problem) -> Change[World]:
    """An item gets another place in the order."""
    item = _open_item(rng, problem)
    place = float(rng.uniform(-1, len(problem.items.key)))

    def apply(world: World) -> World:
        return World(world.problem, _changed(world.urgency, item, place))

    return Change(cause=f"priority of {item}", apply=apply)


def pin(rng: np.random.Generator, problem: Problem) -> Change[World]:
    """An item may not start before a day of the next two weeks."""
    item = _open_item(rng, problem)
    day = problem.now + int(rng.integers(1, 14)) * DAY

    def apply(world: World) -> World:
        pins = world.problem.items.not_before
        later = max(int(pins[item]), day)
        return world.with_items(not_before=_changed(pins, item, later))

    return Change(cause=f"pin of {item}", apply=apply)


def passing(rng: np.random.Generator, problem: Problem) -> Change[World]:
    """Time passes, an hour to two days, and nothing is done."""
    later = problem.now + int(rng.integers(60, 2 * DAY))

    def apply(world: World) -> World:
        return World(replace(world.problem, now=later), world.urgency)

    return Change(cause="passing time", apply=apply)


def absence(rng: np.random.Generator, problem: Problem) -> Change[World] | None:
    """Somebody is away for one to ten days of the next three weeks."""
    if not len(problem.people.calendar):
        return None
    person = int(rng.integers(len(problem.people.calendar)))
    first = problem.now // DAY * DAY + int(rng.integers(0, 21)) * DAY
    hole = np.array([[first, first + int(rng.integers(1, 11)) * DAY]], np.int64)

    def apply(world: World) -> World:
        people, calendars = world.problem.people, world.problem.calendars
        count = len(calendars.offsets) - 1
        spans = [spans_of(calendars, c) for c in range(count)]
        spans.append(subtract(spans[people.calendar[person]], hole))
        calendar = _changed(people.calendar, person, count)
        changed = replace(
            world.problem,
            people=replace(people, calendar=calendar),
            calendars=from_spans(spans, horizon=calendars.horizon),
        )
        return World(changed, world.urgency)

    return Change(cause=f"absence of {person}", apply=apply)


def new_link(rng: np.random.Generator, problem: Problem) -> Change[World] | None:
    """An item waits for one that ranks before it, so that there is no circle."""
    n = len(problem.items.key)
    if n < 2:
        return None
    first, second = sorted(rng.choice(n, 2, replace=False).tolist())

    def apply(world: World) -> World:
        links = world.problem.links
        row = {"before": first, "after": second, "kind": LinkKind.FINISH_START,
               "lag": 0, "lag_calendar": NONE}  # fmt: skip
        columns = {
            name: np.append(getattr(links, name), value).astype(
                getattr(links, name).dtype
            )
            for name, value in row.items()
        }
        changed = replace(world.problem, links=replace(links, **columns))
        return World(changed, world.urgency)

    return Change(cause=f"link from {first} to {second}", apply=apply)


def new_work(rng: np.random.Generator, problem: Problem) -> Change[World] | None:
    """Somebody gets a new item, anywhere in the order."""
    if not len(problem.people.calendar):
        return None
    person = int(rng.integers(len(problem.people.calendar)))
    place = float(rng.uniform(-1, len(problem.items.key)))
    minutes = float(rng.uniform(60, 2400))
    return Change(cause="new work", apply=_adding(person, place, minutes))


def _adding(person: int, place: float, minutes: float) -> Callable[[World], World]:
    def apply(world: World) -> World:
        problem, items, parts = world.problem, world.problem.items, world.problem.parts
        row = {
            "key": int(items.key.max(initial=0)) + 1, "drive": Drive.EFFORT,
            "rank": len(items.key), "minutes": minutes, "spread": 0.5,
            "not_before": NEVER, "finish_not_before": NEVER, "started_at": NEVER,
            "finished_at": NEVER, "calendar": NONE, "group": NONE, "is_joint": False,
            "opens_on_any": False, "chunk": 0,
        }  # fmt: skip
        columns = {
            name: np.append(getattr(items, name), value).astype(
                getattr(items, name).dtype
            )
            for name, value in row.items()
        }
        changed = replace(
            problem,
            items=replace(items, **columns),
            parts=replace(
                parts,
                offsets=np.append(parts.offsets, parts.offsets[-1] + 1).astype(
                    np.int32
                ),
                person=np.append(parts.person, person).astype(np.int32),
                share=np.append(parts.share, 1.0),
                units=np.append(parts.units, 1000).astype(np.int32),
            ),
        )
        return World(changed, np.append(world.urgency, place))

    return apply
