"""Work in progress: what is left, given how long it has lasted.

The older an item, the longer it will still take: its distribution is that of its kind,
cut off at its age.  Ranges of young and of old items go wrong in different ways, so
they are corrected by their own record, by age, and by nothing else: what corrects
forecasts made at the start would distort the part that lies beyond an age.  Chains are
pooled alike: which of them did best over all items says little of the few that last.
"""

from typing import Final

import numpy as np

from headway_engine.forecasting.calibration import Calibration, correct
from headway_engine.forecasting.grid import bounds
from headway_engine.forecasting.records import UNKNOWN, Rows
from headway_engine.forecasting.rolling import Forecaster, Record
from headway_engine.problem import Floats, Ints

EVERY_DAYS: Final = 14.0
"""How often open items are looked at: their looks overlap."""

STEP: Final = 0.01
"""Of the correction: one late item was looked at often, and all looks end at once."""

LEAST_AGE_DAYS: Final = 1 / 1440


class Ageing:
    """Looks at open items during a replay; give ``visit`` to ``Forecaster.replay``."""

    def __init__(self, forecaster: Forecaster, every: float = EVERY_DAYS) -> None:
        self.forecaster, self.every = forecaster, every
        self._next = -np.inf
        self._rows: list[Ints] = []
        self._days: list[Floats] = []
        self._raw: list[Floats] = []

    def visit(self, day: float) -> None:
        """Forecast what is open on ``day``, where it is time to look again."""
        if day < self._next:
            return
        self._next = day + self.every
        questions = self.forecaster.questions
        begun = questions.asked if questions.begun is None else questions.begun
        is_open = (begun < day) & (questions.known >= day)
        rows = np.flatnonzero(is_open & np.isfinite(questions.known)).astype(np.int32)
        if not len(rows):
            return
        ages = day - begun[rows]
        made = given_age(self.forecaster, uncorrected(self.forecaster, rows), ages)
        lower, upper = bounds(made, questions.bin[rows])
        self._rows.append(rows)
        self._days.append(np.full(len(rows), day))
        self._raw.append(np.column_stack([lower, upper]))

    def record(self) -> tuple[Record, Floats, Calibration]:
        """Correct the looks by their record, in the order of their days.

        Returns what was forecast at each look, the day of each, and the corrections
        that hold afterwards (by octave of age).
        """
        rows = np.concatenate([*self._rows, np.empty(0, np.int32)])
        days = np.concatenate([*self._days, np.empty(0)])
        raw = np.concatenate([*self._raw, np.empty((0, 2))])
        questions = self.forecaster.questions
        begun = questions.asked if questions.begun is None else questions.begun
        calibration = Calibration(age_groups(days - begun[rows]), STEP)
        known = questions.known[rows]
        order, learnt = np.argsort(known, kind="stable"), 0
        stated = np.full(raw.shape, np.nan)
        for day in np.unique(days):
            end = int(np.searchsorted(known[order], day, "left"))
            ripe = order[learnt:end]
            learnt = max(learnt, end)
            calibration.learn(ripe, stated[ripe, 0], stated[ripe, 1])
            now = np.flatnonzero(days == day)
            stated[now] = correct(raw[now], calibration.levels(now))
        nothing = np.full(len(rows), np.nan)
        record = Record(
            lower=stated[:, 0], upper=stated[:, 1], crps=nothing, range80=nothing
        )
        return record, days, calibration


def uncorrected(forecaster: Forecaster, rows: Rows) -> Floats:
    """Give the distributions that an age cuts off: ``(rows, bins)``, cumulative."""
    return forecaster.uncorrected(rows, is_even=True)


def age_groups(ages: Floats) -> Ints:
    """Tell ages apart by octaves, under an hour to over five years: one column."""
    octave = np.floor(np.log2(np.maximum(ages, LEAST_AGE_DAYS)))
    code = np.clip(octave, -5, 11).astype(np.int32) + 5
    return np.where(ages > 0, code, UNKNOWN)[:, None]


def given_age(forecaster: Forecaster, cumulative: Floats, ages: Floats) -> Floats:
    """Condition rows of cumulative probability on having lasted ``ages`` days.

    S(t | age) = S(t) / S(age): what was not done at an age cannot be done before it.
    Of the bin in which the age lies, half is taken to be over.  Where hardly anything
    lasts so long, the end of the grid remains.
    """
    age = forecaster.grid.place(np.log(np.maximum(ages, LEAST_AGE_DAYS)))[:, None]
    at = np.take_along_axis(cumulative, age.astype(np.intp), 1)
    below = np.take_along_axis(cumulative, np.maximum(age - 1, 0).astype(np.intp), 1)
    below = (at + np.where(age > 0, below, 0.0)) / 2
    left = np.maximum(1 - below, 1e-9)
    later = np.arange(cumulative.shape[1]) >= age
    rest = np.where(later, (cumulative - below) / left, 0.0)
    rest[:, -1] = 1.0
    return np.asarray(np.clip(rest, 0.0, 1.0))
