"""Naive forecasts to be better than, asked on the same days about the same items."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from headway_engine.forecasting.grid import Grid, bounds
from headway_engine.forecasting.pace import Ahead
from headway_engine.forecasting.rolling import Questions
from headway_engine.forecasting.throughput import ERRORS
from headway_engine.problem import Floats

PATHS: Final = 300
BOOTSTRAP_DAYS: Final = 90
MOST_DAYS: Final = 3650


@dataclass(frozen=True, kw_only=True, slots=True)
class Naive:
    """Bounds of the cumulative probability and the score of each forecast; else nan."""

    lower: Floats
    upper: Floats
    crps: Floats

    @classmethod
    def empty(cls, n: int) -> "Naive":
        return cls(
            lower=np.full(n, np.nan), upper=np.full(n, np.nan), crps=np.full(n, np.nan)
        )


def point(questions: Questions, grid: Grid, at: float) -> Naive:
    """Take ``at`` for certain, whatever the item."""
    made = Naive.empty(len(questions.bin))
    step = (grid.centres >= at - grid.width / 2).astype(np.float64)
    said = np.broadcast_to(step, (len(questions.bin), grid.bins))
    made.lower[:], made.upper[:] = bounds(said, questions.bin)
    made.crps[:] = grid.crps(said, questions.bin)
    return made


def empirical(
    questions: Questions, grid: Grid, *, window_days: float = np.inf
) -> Naive:
    """Expect of each item what items known in the last ``window_days`` came to."""
    made = Naive.empty(len(questions.bin))
    asked, known = questions.asked, questions.known
    by_asked = np.argsort(asked, kind="stable")
    by_known = np.argsort(known, kind="stable")
    days, first = np.unique(asked[by_asked], return_index=True)
    ends = np.searchsorted(known[by_known], days, side="left")
    begins = np.searchsorted(known[by_known], days - window_days, side="left")
    counts, begin, end = np.zeros(grid.bins), 0, 0
    for i, rows in enumerate(np.split(by_asked, first[1:])):
        fresh, stale = by_known[end : ends[i]], by_known[begin : begins[i]]
        counts += np.bincount(questions.bin[fresh], minlength=grid.bins)
        counts -= np.bincount(questions.bin[stale], minlength=grid.bins)
        begin, end = begins[i], ends[i]
        if end == begin:
            continue
        said = np.broadcast_to(
            np.cumsum(counts) / (end - begin), (len(rows), grid.bins)
        )
        made.lower[rows], made.upper[rows] = bounds(said, questions.bin[rows])
        made.crps[rows] = grid.crps(said, questions.bin[rows])
    return made


def day_bootstrap(done: Floats, origins: Floats, came: Floats, ahead: Ahead) -> Naive:
    """Draw the days of the last three months anew until all items are done."""
    made = Naive.empty(len(origins))
    rng = np.random.default_rng(0)
    for i, origin in enumerate(origins):
        per_day = _per_day(done, origin)
        if not per_day.any():
            continue
        days = int(min(4 * ahead.items / per_day.mean() + 60, MOST_DAYS))
        path = np.cumsum(rng.choice(per_day, (PATHS, days)), axis=1)
        taken = np.minimum((path < ahead.items).sum(axis=1) + 1, days)
        _score(made, i, np.log(taken / ahead.items), came[i])
    return made


def _per_day(done: Floats, origin: float) -> Floats:
    days = int(min(BOOTSTRAP_DAYS, max(origin - done[0], 1)))
    recent = slice(*np.searchsorted(done, [origin - days, origin], side="right"))
    place = np.clip(np.ceil(origin - done[recent]).astype(np.int64) - 1, 0, days - 1)
    return np.bincount(np.maximum(place, 0), minlength=days).astype(np.float64)


def _score(made: Naive, i: int, sample: Floats, came: float) -> None:
    """Score a sample of ln days per item on the grid of errors around its median."""
    centre = np.median(sample)
    counts = np.bincount(ERRORS.place(sample - centre), minlength=ERRORS.bins)
    said = (np.cumsum(counts) / len(sample))[None]
    at = ERRORS.place(np.array([came - centre]))
    lower, upper = bounds(said, at)
    made.lower[i], made.upper[i] = lower[0], upper[0]
    made.crps[i] = ERRORS.crps(said, at)[0]
