"""One forecaster, replayed through its past: it never sees what lay ahead.

Items are asked about in the order of the days on which a forecast was due, and each
forecast knows exactly the outcomes of earlier days.  The state after the last day is
the model of today: judging and fitting are the same pass.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from headway_engine.forecasting.calibration import Calibration, correct
from headway_engine.forecasting.grid import Grid, bounds
from headway_engine.forecasting.records import Rows
from headway_engine.forecasting.shrinkage import Level, Shrinkage
from headway_engine.problem import Flags, Floats, Ints

POOLING: Final = 0.05
"""How sharply the weight of a chain follows its score."""

MEMORY: Final = 0.999
"""What is left of a chain's old scores after each outcome."""

MOST_WATCHES: Final = 400
"""Open items are counted anew so often over a whole history at most."""

BATCH: Final = 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Questions:
    """``n`` items to forecast.

    ``asked`` is the day on which each forecast was due, ``known`` the instant from
    which its outcome is known (infinite: never), ``bin`` that outcome on the grid (of
    open items: anything).  ``begun`` is since when an item ages, where open ones count.
    """

    asked: Floats
    known: Floats
    bin: Ints
    begun: Floats | None = None

    @property
    def is_open(self) -> Flags:
        return np.isinf(self.known)


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What was forecast of each item when it was asked about; ``nan`` where not.

    ``lower`` and ``upper`` bound the cumulative probability of the outcome; ``crps`` is
    in units of the logarithm; ``range80`` the width of the 80 % range of the logarithm.
    """

    lower: Floats
    upper: Floats
    crps: Floats
    range80: Floats


class Forecaster:
    """Chains of contexts, pooled by their scores and corrected by their record."""

    def __init__(
        self,
        questions: Questions,
        *,
        grid: Grid,
        prior: Floats,
        chains: Sequence[Sequence[Level]],
        groups: Ints,
    ) -> None:
        self.questions, self.grid = questions, grid
        self.shrinkage = Shrinkage(prior, chains)
        self.calibration = Calibration(groups)
        n = len(questions.asked)
        self.chain_scores = np.zeros(len(chains))
        self._scores = np.full((n, len(chains)), np.nan)
        self.record = Record(**{name: np.full(n, np.nan) for name in Record.__slots__})
        self._order = np.argsort(questions.known, kind="stable").astype(np.int32)
        self._learnt = 0
        self._watched = -np.inf

    def replay(
        self,
        *,
        until: float = np.inf,
        latest: int | None = None,
        visit: Callable[[float], None] | None = None,
    ) -> Record:
        """Ask about every item before ``until``, day by day; learn as outcomes come.

        ``latest`` asks only about so many that are not open, for the correction;
        outcomes of all are learnt.  ``visit`` is called on each day, when what was
        known before it is learnt.  Afterwards everything known before ``until`` is
        learnt.
        """
        asked = self.questions.asked
        order = np.argsort(asked, kind="stable").astype(np.int32)
        order = order[asked[order] < until]
        silent = np.empty(0, np.int32)
        if latest is not None:
            is_open = self.questions.is_open[order]
            silent = np.concatenate([order[~is_open][:-latest], order[is_open]])
            order = order[~is_open][-latest:]
        self.shrinkage.begin(silent[np.argsort(asked[silent], kind="stable")])
        for rows in _days(order, asked):
            day = float(asked[rows[0]])
            self.learn(day)
            self._watch(day)
            if visit is not None:
                visit(day)
            self._ask(rows)
            self.shrinkage.begin(rows)
            self.calibration.begin(rows)
        if np.isfinite(until):
            self.learn(until)
            self._watch(until, is_due=True)
        return self.record

    def learn(self, day: float) -> None:
        """Take in all outcomes known before ``day`` that were not yet."""
        end = int(np.searchsorted(self.questions.known[self._order], day, "left"))
        rows = self._order[self._learnt : end]
        self._learnt = max(end, self._learnt)
        if not len(rows):
            return
        self.shrinkage.learn(rows, self.questions.bin[rows])
        rows = rows[np.isfinite(self.record.upper[rows])]
        for scores in self._scores[rows]:
            self.chain_scores = MEMORY * self.chain_scores + scores
        self.calibration.learn(rows, self.record.lower[rows], self.record.upper[rows])

    def predict(self, rows: Rows) -> Floats:
        """Give the corrected cumulative probabilities of ``rows``: ``(rows, bins)``."""
        return correct(self.uncorrected(rows), self.calibration.levels(rows))

    def uncorrected(self, rows: Rows, *, is_even: bool = False) -> Floats:
        """Give the same as it is before any correction by the record.

        ``is_even`` pools all chains alike, whatever their scores.
        """
        made = np.empty((len(rows), self.grid.bins))
        for first in range(0, len(rows), BATCH):
            some = rows[first : first + BATCH]
            chains = self.shrinkage.predict(some)
            made[first : first + BATCH] = self._pooled(chains, is_even=is_even)
        return made

    def _pooled(self, chains: Floats, *, is_even: bool = False) -> Floats:
        behind = self.chain_scores - self.chain_scores.min()
        weight = np.exp(-POOLING * behind * (not is_even))
        mixed = np.tensordot(weight / weight.sum(), chains, axes=1)
        return np.asarray(np.minimum(np.cumsum(mixed, axis=1), 1.0))

    def _ask(self, rows: Rows) -> None:
        observed = self.questions.bin[rows]
        for first in range(0, len(rows), BATCH):
            part = slice(first, first + BATCH)
            some, at = rows[part], observed[part]
            chains = self.shrinkage.predict(some)
            for chain, made in enumerate(np.cumsum(chains, axis=2)):
                self._scores[some, chain] = self.grid.crps(made, at)
            stated = correct(self._pooled(chains), self.calibration.levels(some))
            self._write(some, at, stated)

    def _write(self, rows: Rows, at: Ints, stated: Floats) -> None:
        record = self.record
        record.lower[rows], record.upper[rows] = bounds(stated, at)
        record.crps[rows] = self.grid.crps(stated, at)
        ends = self.grid.quantiles(stated, np.array([0.1, 0.9]))
        record.range80[rows] = ends[:, 1] - ends[:, 0]

    def _watch(self, day: float, *, is_due: bool = False) -> None:
        """Count the items that are open on ``day``, unless that was done lately."""
        begun, asked = self.questions.begun, self.questions.asked
        if begun is None or not len(begun):
            return
        step = (np.nanmax(asked) - np.nanmin(asked)) / MOST_WATCHES
        if not is_due and day - self._watched < step:
            return
        self._watched = day
        rows = np.flatnonzero((begun < day) & (self.questions.known >= day))
        age = self.grid.place(np.log(day - begun[rows]))
        self.shrinkage.watch(rows.astype(np.int32), age)


def _days(order: Ints, asked: Floats) -> Iterator[Ints]:
    """Split rows in the order of their days where a new day begins."""
    cuts = np.flatnonzero(np.diff(asked[order])) + 1
    return (rows for rows in np.split(order, cuts) if len(rows))
