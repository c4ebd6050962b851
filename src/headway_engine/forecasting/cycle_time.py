"""Cycle time: days from start to finish, open items counting for what they survived."""

from dataclasses import replace
from typing import Final

import numpy as np

from headway_engine.forecasting.effort import groups_of, octave, plain_chains
from headway_engine.forecasting.priors import CYCLE_GRID, cycle_prior
from headway_engine.forecasting.records import History, Rows
from headway_engine.forecasting.rolling import Forecaster, Questions
from headway_engine.forecasting.shrinkage import level_of
from headway_engine.problem import Floats

LEAST_DAYS: Final = 1 / 1440
"""A minute: what is shorter was booked afterwards."""


def begun_work(history: History) -> tuple[History, Rows]:
    """Keep what is under way or done, and say which rows that is.

    Items began when they were started, or all when they were made where few say when
    they were started: one meaning for a whole history, else two things would be
    measured.  ``started`` of what is kept says so.  Items finished before they began
    are left out.
    """
    is_done = np.isfinite(history.finished)
    is_started = np.isfinite(history.started)
    few = (is_started & is_done).sum() * 2 < is_done.sum()
    begun = history.created if few else history.started
    is_backwards = np.nan_to_num(history.finished - begun, nan=0.0) < 0
    rows = np.flatnonzero(np.isfinite(begun) & ~is_backwards)
    return replace(history, started=begun).rows(rows), rows


def days_taken(history: History) -> Floats:
    """Count days from ``started`` to finish; of dates without time both ends count."""
    taken = history.finished - history.started
    if history.is_by_day:
        return np.asarray(taken + 1)
    return np.asarray(np.maximum(taken, LEAST_DAYS))


def cycle_forecaster(history: History) -> Forecaster:
    """Prepare to forecast the days that items take once begun; see ``begun_work``."""
    begun, finished = history.started, history.finished
    place = CYCLE_GRID.place(np.log(days_taken(history)))
    size = octave(history.estimate)
    chains = [
        *plain_chains(history),
        [level_of("all", np.zeros_like(size)), level_of("size", size)],
    ]
    return Forecaster(
        Questions(
            asked=np.floor(begun),
            known=np.where(np.isnan(finished), np.inf, finished),
            bin=place,
            begun=begun,
        ),
        grid=CYCLE_GRID,
        prior=cycle_prior(),
        chains=chains,
        groups=groups_of(history),
    )
