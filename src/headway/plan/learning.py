"""What the finished work of a workspace teaches about the effort of what is open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import nan
from typing import NamedTuple

import numpy as np

from headway.plan.rows import ItemRow, PartRow, PastRow
from headway.plan.snapshot import Snapshot
from headway_engine.forecasting.learned import LearnedEffort
from headway_engine.forecasting.records import UNKNOWN, History
from headway_engine.forecasting.team import TeamRate
from headway_engine.problem import Floats, Ints

LEAST = 20
"""Finished items, before plans follow them rather than what is published elsewhere."""

KEPT = 4
"""Workspaces whose learning is kept in memory, up to 30 MB each."""

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
NO_LEVELS = np.empty(0)


class Learned(NamedTuple):
    """What an item will need in all: minutes at the median, and their spread.

    ``own_percent`` is how much of that comes from the workspace's own items, of which
    it mostly rests on ``alike``; the rest is borrowed from published records.
    """

    minutes: float
    spread: float
    own_percent: int
    alike: int


class Context(NamedTuple):
    """All that tells items apart for a forecast of their effort."""

    estimate: int
    type_id: int
    person_id: int | None
    project_id: int


class Past(NamedTuple):
    """A finished item; ``actual`` is in minutes."""

    context: Context
    created: datetime
    started: datetime | None
    finished: datetime
    actual: int


def expected_efforts(snapshot: Snapshot, *, now: datetime) -> Mapping[int, Learned]:
    """Say what open items will need, by their ids; nothing where too few are finished.

    Learnt is once a day (UTC), from what was finished on the days before: dates do not
    move with each item that is done, and items alike are forecast alike.
    """
    learning = _learnt(snapshot, now)
    if learning is None:
        return {}
    asked = {
        item.pk: _context(item, snapshot)
        for item in snapshot.items
        if item.drive == "effort"
        and item.state not in ("done", "cancelled")
        and item.remaining_minutes is None
        and item.effort_minutes != 0
    }
    known = learning.of(asked.values())
    return {pk: known[context] for pk, context in asked.items()}


def expected_team(snapshot: Snapshot, *, now: datetime) -> TeamRate:
    """Say how far good and bad times move all work together; assumed at first."""
    learning = _learnt(snapshot, now)
    return TeamRate() if learning is None else learning.learned.team


def _learnt(snapshot: Snapshot, now: datetime) -> "_Learning | None":
    """Learn from what was finished on the days before; None where it is too little."""
    past = [
        Past(
            context=_context(row, snapshot),
            created=row.created_at,
            started=row.started_at,
            finished=row.finished_at,
            actual=row.spent_minutes,
        )
        for row in snapshot.past
    ]
    today = EPOCH + (now - EPOCH) // DAY * DAY
    done = tuple(row for row in reversed(past) if row.finished < today)
    if len(done) < LEAST:
        return None
    return _learning(snapshot.workspace_id, today, done)


def _context(item: ItemRow | PastRow, snapshot: Snapshot) -> Context:
    people: Sequence[PartRow] = snapshot.parts.get(item.pk, ())
    return Context(
        estimate=item.effort_minutes or 0,
        type_id=item.type_id,
        person_id=people[0].person_id if len(people) == 1 else None,
        project_id=item.project_id,
    )


def days_since(instant: datetime | None) -> float:
    """Count days since an origin, as the engine's histories do; ``nan`` for None."""
    return nan if instant is None else (instant - EPOCH) / DAY


class _Learning:
    """What one day of one workspace teaches; answers are remembered."""

    def __init__(self, today: datetime, done: Sequence[Past]) -> None:
        self.codes: dict[str, dict[int, int]] = {
            "type": {},
            "person": {},
            "project": {},
        }
        contexts = [row.context for row in done]
        history = replace(
            self._history(contexts),
            created=floats(days_since(row.created) for row in done),
            started=floats(days_since(row.started) for row in done),
            finished=floats(days_since(row.finished) for row in done),
            actual=floats(row.actual for row in done),
        )
        self.learned = LearnedEffort(history, now=days_since(today))
        self.known: dict[Context, Learned] = {}

    def of(self, contexts: Iterable[Context]) -> Mapping[Context, Learned]:
        wanted = [c for c in dict.fromkeys(contexts) if c not in self.known]
        if wanted:
            found = self.learned.expect(self._history(wanted), NO_LEVELS)
            for n, context in enumerate(wanted):
                self.known[context] = Learned(
                    minutes=float(found.median[n]),
                    spread=float(found.spread[n]),
                    own_percent=round(float(found.own[n]) * 100),
                    alike=round(float(found.alike[n])),
                )
        return self.known

    def _history(self, contexts: Sequence[Context]) -> History:
        """Lay out items of which nothing but the context is known."""
        nothing = np.full(len(contexts), nan)
        return History(
            created=nothing,
            started=nothing,
            finished=nothing,
            estimate=floats(each.estimate or nan for each in contexts),
            actual=nothing,
            person=codes((each.person_id for each in contexts), self.codes["person"]),
            type=codes((each.type_id for each in contexts), self.codes["type"]),
            project=codes(
                (each.project_id for each in contexts), self.codes["project"]
            ),
        )


def floats(values: Iterable[float]) -> Floats:
    return np.fromiter(values, np.float64)


def codes(ids: Iterable[int | None], met: dict[int, int]) -> Ints:
    """Count ids in the order in which they are met, on from those ``met`` before."""
    return np.fromiter(
        (UNKNOWN if pk is None else met.setdefault(pk, len(met)) for pk in ids),
        np.int32,
    )


@lru_cache(maxsize=KEPT)
def _learning(workspace_id: int, today: datetime, done: tuple[Past, ...]) -> _Learning:
    """Learn, unless just that was learnt before."""
    return _Learning(today, done)
