"""Effort from estimates: what was said, and what it came to.

The forecast is of ln(actual / estimate), so one history of small and large items speaks
about both.  Contexts are the size of the estimate, its very value (people say *a day*
whenever they mean *not much*), type, person and project.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from headway_engine.forecasting.priors import (
    EFFORT_GRID,
    RATIO_GRID,
    effort_prior,
    ratio_prior,
)
from headway_engine.forecasting.records import UNKNOWN, History
from headway_engine.forecasting.rolling import Forecaster, Questions
from headway_engine.forecasting.shrinkage import Level, level_of
from headway_engine.problem import Flags, Floats, Ints

UNDATED_DAYS: Final = 30.0
"""An actual effort without a finish counts as known so long after the item began."""


def is_estimated(history: History) -> Flags:
    """Tell which items have an estimate to learn from or to forecast around."""
    return np.asarray(np.nan_to_num(history.estimate) > 0)


def effort_questions(history: History, bins: Ints) -> Questions:
    """Ask when each item was begun; the answer is known when it is finished."""
    asked = asked_on(history)
    has_actual = np.nan_to_num(history.actual) > 0
    known = np.where(
        np.isnan(history.finished),
        asked + UNDATED_DAYS,
        np.maximum(history.finished, asked),
    )
    if not np.isfinite(_dates(history)).any():
        known = asked + 0.5
    return Questions(
        asked=np.floor(asked),
        known=np.where(has_actual, known, np.inf),
        bin=bins,
    )


def asked_on(history: History) -> Floats:
    """Say when each item was begun, else made, else finished.

    Rows without any date are taken to lie, in their order, behind the dated row before
    them.
    """
    begun = np.where(np.isnan(history.started), history.created, history.started)
    return in_order(np.where(np.isnan(begun), history.finished, begun))


def in_order(asked: Floats) -> Floats:
    """Give undated rows the date of the row before; all undated ones their place."""
    dated = np.isfinite(asked)
    if not dated.any():
        return np.arange(len(asked), dtype=np.float64)
    before = np.maximum.accumulate(np.where(dated, np.arange(len(asked)), -1))
    first = asked[dated][0]
    return np.where(before >= 0, asked[np.maximum(before, 0)], first)


def ratio_forecaster(history: History) -> Forecaster:
    """Prepare to forecast the effort of items that have an estimate (all must)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(history.actual) - np.log(history.estimate)
    place = RATIO_GRID.place(np.where(np.isfinite(ratio), ratio, 0.0))
    return Forecaster(
        effort_questions(history, place),
        grid=RATIO_GRID,
        prior=ratio_prior(),
        chains=ratio_chains(history),
        groups=groups_of(history),
    )


def effort_forecaster(history: History) -> Forecaster:
    """Prepare to forecast the effort of items that nobody estimated."""
    with np.errstate(divide="ignore", invalid="ignore"):
        effort = np.log(history.actual)
    place = EFFORT_GRID.place(np.where(np.isfinite(effort), effort, 0.0))
    return Forecaster(
        effort_questions(history, place),
        grid=EFFORT_GRID,
        prior=effort_prior(),
        chains=plain_chains(history),
        groups=groups_of(history),
    )


def plain_chains(history: History) -> Sequence[Sequence[Level]]:
    """Contexts of items by type, person and project."""
    person, type_, project = history.person, history.type, history.project
    everything = level_of("all", np.zeros(len(history), np.int32))
    by_type = level_of("type", type_)
    return [
        [everything, by_type, level_of("project type", project, type_)],
        [
            everything,
            level_of("person", person),
            level_of("person type", person, type_),
        ],
        [everything, by_type, level_of("recent", type_, half_life=30.0)],
        [everything, level_of("recently", np.zeros_like(type_), half_life=60.0)],
    ]


def octave(minutes: Floats) -> Ints:
    """Give the power of two of minutes of effort; ``UNKNOWN`` where there are none."""
    known = np.nan_to_num(minutes) > 0
    power = np.floor(np.log2(np.where(known, minutes, 1.0)))
    return np.where(known, np.clip(power, -8, 40) + 8, UNKNOWN).astype(np.int32)


def groups_of(history: History) -> Ints:
    """Give the groups whose ranges must hold: type, size, person, project."""
    return np.stack(
        [history.type, octave(history.estimate), history.person, history.project],
        axis=1,
    )


def ratio_chains(history: History) -> Sequence[Sequence[Level]]:
    """Contexts of estimates by what was said, by whom and of what."""
    person, type_, project = history.person, history.type, history.project
    size = octave(history.estimate)
    said = np.rint(np.log(history.estimate) * 1000).astype(np.int32) + 20_000
    everything = level_of("all", np.zeros(len(history), np.int32))
    return [
        [
            everything,
            level_of("size", size),
            level_of("said", said),
            level_of("person said", person, said),
        ],
        [
            everything,
            level_of("type", type_),
            level_of("type size", type_, size),
            level_of("person type size", person, type_, size),
        ],
        [
            everything,
            level_of("person", person),
            level_of("person size", person, size),
            level_of("person said", person, said),
        ],
        [
            everything,
            level_of("project", project),
            level_of("project type", project, type_),
            level_of("project type size", project, type_, size),
        ],
    ]


def _dates(history: History) -> Floats:
    return np.concatenate([history.created, history.started, history.finished])
