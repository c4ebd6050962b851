"""Cycle time: days from start to finish, open items counting for what they survived."""

from typing import Final

import numpy as np

from headway_engine.forecasting.effort import groups_of, octave, plain_chains
from headway_engine.forecasting.priors import CYCLE_GRID, cycle_prior
from headway_engine.forecasting.records import History
from headway_engine.forecasting.rolling import Forecaster, Questions
from headway_engine.forecasting.shrinkage import level_of
from headway_engine.problem import Flags, Floats

LEAST_DAYS: Final = 1 / 1440
"""A minute: what is shorter was booked afterwards."""


def begun_at(history: History) -> Floats:
    """Say since when items are under way: started, or made where few say when started.

    One meaning for the whole history, since a mixture would measure two things.
    """
    finished = np.isfinite(history.finished)
    started = np.isfinite(history.started)
    few = (started & finished).sum() * 2 < finished.sum()
    return history.created if few else history.started


def is_begun(history: History) -> Flags:
    """Tell which items are under way or done, and not done before they began."""
    begun = begun_at(history)
    backwards = np.nan_to_num(history.finished - begun, nan=0.0) < 0
    return np.asarray(np.isfinite(begun) & ~backwards)


def days_taken(history: History) -> Floats:
    """Count days from start to finish; of dates without time both ends count."""
    taken = history.finished - begun_at(history)
    if history.is_by_day:
        return np.asarray(taken + 1)
    return np.asarray(np.maximum(taken, LEAST_DAYS))


def cycle_forecaster(history: History) -> Forecaster:
    """Prepare to forecast the days that items take once begun (all must be)."""
    begun = begun_at(history)
    finished = history.finished
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
