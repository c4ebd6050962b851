"""Judge forecasts of work that is found while projects go on: rolling origin.

Every finished project is looked at when a quarter, a half and three quarters of its
items were done.  What plans expected then, they had learnt from the projects that were
finished by then; what came is how much was to come for each hour of it that was known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from headway_engine.effort import team_quantiles
from headway_engine.forecasting.backtest import YearOf
from headway_engine.forecasting.baselines import Naive
from headway_engine.forecasting.growth import (
    GROWTH,
    SPREAD,
    Grown,
    Look,
    growth_of,
    learned_growth,
    looks_at,
)
from headway_engine.forecasting.judging import BLOCK_DAYS, Score, context_of, judge
from headway_engine.forecasting.records import UNKNOWN, History
from headway_engine.forecasting.rolling import Record
from headway_engine.forecasting.scores import sample_scores
from headway_engine.problem import Floats, Ints

QUIET_DAYS: Final = 30.0
"""A project in which nothing is open counts as finished so long after its last item."""

LEAST_PROJECTS: Final = 3
LATEST_PROJECTS: Final = 40
"""Finished ones from which plans learn, at least and at most."""

LEAST_LOOKS: Final = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Project:
    """When it was finished, by how much it grew, and what was seen on the way."""

    begun: float
    finished: float
    grown: Grown
    looks: list[Look]


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What was expected at each look, beside what naive plans would have expected.

    ``stage`` is 0 to 2 for a quarter to three quarters done.  ``days`` are in order.
    """

    days: Floats
    stage: Ints
    expected: Record
    nothing: Record
    shipped: Record


def backtest_growth(history: History, year_of: YearOf) -> Score | None:
    """Judge what plans allow for work that nobody knows of yet.

    Beside it plans that allow for none, and plans by the shipped figures alone.
    ``None`` where fewer than eight looks have three finished projects behind them.
    """
    projects = projects_of(history)
    found = found_work(projects)
    if len(found.days) < LEAST_LOOKS:
        return None
    lasted = float(np.median([each.finished - each.begun for each in projects]))
    groups = {"stage": found.stage, "year": year_of(found.days)}
    context = context_of(found.days, groups, block_days=max(BLOCK_DAYS, lasted))
    naive = {"nothing_found": found.nothing, "shipped": found.shipped}
    return judge(
        found.expected,
        context,
        {
            name: Naive(lower=each.lower, upper=each.upper, crps=each.crps)
            for name, each in naive.items()
        },
    )


def projects_of(history: History) -> list[Project]:
    """Find the projects in which nothing is open, by when they were finished."""
    weight = np.where(history.estimate > 0, history.estimate, np.nan)
    usual = 1.0 if np.isnan(weight).all() else float(np.nanmedian(weight))
    weight = np.where(np.isnan(weight), usual, weight)
    made = []
    for code in np.unique(history.project[history.project != UNKNOWN]):
        rows = history.project == code
        created, finished = history.created[rows], history.finished[rows]
        if np.isnan(created).any() or np.isnan(finished).any():
            continue
        grown = growth_of(created, finished, weight[rows])
        if grown is not None:
            made.append(
                Project(
                    begun=float(created.min()),
                    finished=float(finished.max()),
                    grown=grown,
                    looks=looks_at(created, finished, weight[rows]),
                )
            )
    return sorted(made, key=lambda each: each.finished)


def found_work(projects: list[Project]) -> Found:
    """Look at projects as they went on, in order of the days of looking.

    A moment at which nothing is known of what comes is left out: plans say nothing then
    of a project, however much will be found.
    """
    looks = sorted(
        (look.moment, stage, look)
        for project in projects
        for stage, look in enumerate(project.looks)
        if look.known
    )
    rows = [row for _, stage, look in looks for row in _judged(stage, look, projects)]
    columns = np.array(rows, np.float64).reshape(-1, 14).T
    return Found(
        days=columns[0],
        stage=columns[1].astype(np.int32),
        expected=_record(columns[2:6]),
        nothing=_record(columns[6:10]),
        shipped=_record(columns[10:14]),
    )


def _judged(
    stage: int, look: Look, projects: list[Project]
) -> Iterator[tuple[float, ...]]:
    """Score one look, if enough was finished by then."""
    day, came = look.moment, float(np.log(look.to_come / look.known))
    known = [each.grown for each in projects if each.finished + QUIET_DAYS < day]
    if len(known) >= LEAST_PROJECTS:
        expected = learned_growth(known[-LATEST_PROJECTS:])
        models = expected.behind(look.items), (0.0, 0.0), (GROWTH, SPREAD)
        scores = (sample_scores(_drawn(*model), came) for model in models)
        yield day, stage, *(number for each in scores for number in each)


def _drawn(growth: float, spread: float) -> Floats:
    """Give what scenarios draw: nothing ever shrinks."""
    return np.maximum(growth + spread * team_quantiles(), 0.0)


def _record(columns: Floats) -> Record:
    lower, upper, crps, range80 = columns
    return Record(lower=lower, upper=upper, crps=crps, range80=range80)
