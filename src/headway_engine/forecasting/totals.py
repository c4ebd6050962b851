"""Totals of several items, drawn as plans draw them: judged by what they came to.

What the next items come to together is what decides when a project is done.  Each
origin draws the items that were begun next from what was known then, once with what all
have in common and once as if they had nothing, by the scenarios of ``simulation``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from headway_engine.forecasting.learned import LATEST, read
from headway_engine.forecasting.records import History, Rows
from headway_engine.forecasting.rolling import Forecaster, Record
from headway_engine.forecasting.scores import sample_scores
from headway_engine.forecasting.team import errors_of, team_rate
from headway_engine.problem import (
    NEVER,
    NO_LINKS,
    NONE,
    Calendars,
    Drive,
    Floats,
    Groups,
    Ints,
    Items,
    Parts,
    People,
    Problem,
)
from headway_engine.simulation import simulate

SCENARIOS: Final = 400
STEP_DAYS: Final = 7.0
HORIZON: Final = 1 << 29
MOST_MINUTES: Final = 1e6
NO_LEVELS: Final = np.empty(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ahead:
    """The next ``items``, of all or (``is_by_project``) of the next one's project."""

    items: int
    is_by_project: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """What was forecast of totals at each of ``days``, with and without the team."""

    days: Floats
    together: Record
    alone: Record
    team_spread: Floats


class Totals:
    """Weekly forecasts of totals, made while a forecaster is replayed."""

    def __init__(
        self, forecaster: Forecaster, history: History, ahead: Sequence[Ahead]
    ) -> None:
        self.forecaster, self.history, self.ahead = forecaster, history, ahead
        asked = forecaster.questions.asked
        self._order = np.argsort(asked, kind="stable").astype(np.int32)
        self._asked = asked[self._order]
        self._last = -np.inf
        self._said: list[list[tuple[float, ...]]] = [[] for _ in ahead]

    def visit(self, day: float) -> None:
        """Forecast the totals of what is begun from this day on, once a week."""
        if day < self._last + STEP_DAYS:
            return
        self._last = day
        spread = self._team_spread(day)
        coming = self._order[np.searchsorted(self._asked, day) :]
        for ahead, said in zip(self.ahead, self._said, strict=True):
            rows = self._next(coming, ahead)
            if len(rows) == ahead.items:
                said.append((day, spread, *self._judged(rows, spread)))

    def drawn(self, which: int) -> Drawn:
        """Give all that was forecast of one window ahead."""
        columns = np.array(self._said[which]).reshape(-1, 8).T
        return Drawn(
            days=columns[0],
            team_spread=columns[1],
            together=_record(*columns[2:5]),
            alone=_record(*columns[5:8]),
        )

    def _team_spread(self, day: float) -> float:
        """Learn it as a plan of that day would."""
        known = self.forecaster.questions.known
        rows = np.flatnonzero(known < day)
        rows = rows[np.argsort(known[rows], kind="stable")][-LATEST:]
        errors = errors_of(self.forecaster.record)[rows]
        return team_rate(errors, known[rows], self.history.estimate[rows]).spread

    def _next(self, coming: Ints, ahead: Ahead) -> Ints:
        if ahead.is_by_project and len(coming):
            project = self.history.project
            coming = coming[project[coming] == project[coming[0]]]
        return coming[: ahead.items]

    def _judged(self, rows: Rows, spread: float) -> list[float]:
        forecaster, history = self.forecaster, self.history
        median, deviation, _ = read(
            forecaster.grid,
            forecaster.predict(rows),
            NO_LEVELS,
            history.estimate[rows],
        )
        total = float(history.actual[rows].sum())
        said: list[float] = []
        for each in (spread, 0.0):
            drawn = total_minutes(median, deviation, each, seed=int(rows[0]))
            level, _, crps, width = sample_scores(np.log(drawn), np.log(total))
            said += level, crps, width
        return said


def total_minutes(
    median: Floats, deviation: Floats, team_spread: float, *, seed: int
) -> Floats:
    """Draw the total of items in ``SCENARIOS`` scenarios, as a plan does."""
    problem = _side_by_side(median, deviation, team_spread)
    finish = simulate(problem, seed=seed, scenarios=SCENARIOS).finish
    return np.asarray(finish.sum(axis=1, dtype=np.float64))


def _record(level: Floats, crps: Floats, range80: Floats) -> Record:
    return Record(lower=level, upper=level, crps=crps, range80=range80)


def _side_by_side(median: Floats, deviation: Floats, team_spread: float) -> Problem:
    """Make items that take nobody's time: each is done after its own minutes."""
    n = len(median)
    never, none = np.full(n, NEVER, np.int32), np.full(n, NONE, np.int32)
    flags, empty = np.zeros(n, np.bool_), np.zeros(0, np.int32)
    first = np.zeros(1, np.int32)
    return Problem(
        now=0,
        calendars=Calendars(offsets=first, starts=empty, ends=empty, horizon=HORIZON),
        people=People(calendar=empty, capacity=empty),
        items=Items(
            key=np.arange(n, dtype=np.int64),
            drive=np.full(n, Drive.ELAPSED, np.int8),
            rank=np.arange(n, dtype=np.int32),
            minutes=np.minimum(median, MOST_MINUTES),
            spread=deviation,
            not_before=never,
            finish_not_before=never,
            started_at=never,
            finished_at=never,
            calendar=none,
            group=none,
            is_joint=flags,
            opens_on_any=flags,
            chunk=np.zeros(n, np.int32),
        ),
        parts=Parts(
            offsets=np.zeros(n + 1, np.int32),
            person=empty,
            share=np.zeros(0),
            units=empty,
        ),
        groups=Groups(offsets=first, person=empty),
        links=NO_LINKS,
        team_spread=team_spread,
    )
