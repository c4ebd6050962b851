"""A conformal layer: ranges that hold as often as they say, for every group at once.

Each forecast states cumulative probabilities; how often outcomes really fall below the
stated 5, 10, 25, ... 95 % is followed online, and the statement corrected: the level at
which a tenth *was* below is called a tenth from now on.  The correction of a forecast
is the sum of one term for all forecasts and one for each group that it belongs to, each
moved after every outcome against the error that was seen.  That is online gradient
descent on the pinball loss with group indicators, so the error of each group over a
long run is at most its largest term divided by (step x outcomes), whatever the data do
(Gibbs & Candes 2021; Angelopoulos, Jordan & Tibshirani 2025, gradient equilibrium).
"""

from typing import Final

import numpy as np

from headway_engine.forecasting.grid import share_below
from headway_engine.forecasting.records import UNKNOWN, Rows
from headway_engine.problem import Floats, Ints

LEVELS: Final = np.array([0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95])
STEP: Final = 0.02
"""How far a term moves after an outcome, in log odds for a wholly wrong median."""

MOST_LAG: Final = 25.0
"""Where more forecasts than this are made before an outcome is known (geometric mean),
steps are smaller in proportion: corrections that come late would swing.  Five terms
that move together by ``STEP`` are stable to about twice that.
"""

FARTHEST: Final = 3.0
"""Terms stay within this many log odds: one odd group must not turn a forecast over."""

LEAST_GAP: Final = 1e-4


class Calibration:
    """Corrections for items whose groups are the columns of ``groups``.

    ``groups`` has shape ``(n, kinds)`` and holds codes, ``UNKNOWN`` for none.
    """

    def __init__(self, groups: Ints, step: float = STEP) -> None:
        everything = np.zeros((len(groups), 1), np.int32)
        self.terms = [
            _Terms(codes, step) for codes in np.concatenate([everything, groups], 1).T
        ]

    def begin(self, rows: Rows) -> None:
        """Note that ``rows`` were forecast, after all noted before."""
        for terms in self.terms:
            terms.begin(rows)

    def levels(self, rows: Rows) -> Floats:
        """Give where the raw cumulative probability reaches each of ``LEVELS``."""
        odds = np.tile(np.log(LEVELS / (1 - LEVELS)), (len(rows), 1))
        for terms in self.terms:
            odds += terms.of(rows)
        raised = np.sort(1 / (1 + np.exp(-odds)), axis=1)
        gaps = LEAST_GAP * np.arange(1, len(LEVELS) + 1)
        raised = np.maximum.accumulate(raised - gaps, axis=1) + gaps
        return np.asarray(np.clip(raised, LEAST_GAP / 10, 1 - LEAST_GAP / 10))

    def learn(self, rows: Rows, lower: Floats, upper: Floats) -> None:
        """Move the terms by the outcomes of ``rows``.

        ``lower`` and ``upper`` bound the corrected cumulative probability of each
        outcome, as it was forecast.
        """
        below = share_below(lower[:, None], upper[:, None], LEVELS)
        for terms in self.terms:
            terms.move(rows, LEVELS - below)


class _Terms:
    """One term for each group of a kind, and how late its outcomes come."""

    def __init__(self, codes: Ints, step: float) -> None:
        contexts = int(codes.max(initial=UNKNOWN)) + 1
        self.codes = codes
        self.step = step / np.sqrt(4 * LEVELS * (1 - LEVELS))
        self.odds = np.zeros((contexts, len(LEVELS)))
        self.asked, self.known, self.lag = (np.zeros(contexts) for _ in range(3))
        self.place = np.zeros(len(codes))

    def begin(self, rows: Rows) -> None:
        rows, code = self._known(rows)
        np.add.at(self.asked, code, 1.0)
        self.place[rows] = self.asked[code]

    def of(self, rows: Rows) -> Floats:
        code = self.codes[rows]
        if not len(self.odds):
            return np.zeros((len(rows), len(LEVELS)))
        return np.where(code[:, None] == UNKNOWN, 0.0, self.odds[code])

    def move(self, rows: Rows, errors: Floats) -> None:
        errors = errors[self.codes[rows] != UNKNOWN]
        rows, code = self._known(rows)
        np.add.at(self.known, code, 1.0)
        np.add.at(self.lag, code, np.log1p(self.asked[code] - self.place[rows]))
        lag = np.exp(self.lag[code] / self.known[code])
        slowed = np.minimum(1.0, MOST_LAG / lag)
        np.add.at(self.odds, code, slowed[:, None] * self.step * errors)
        np.clip(self.odds, -FARTHEST, FARTHEST, out=self.odds)

    def _known(self, rows: Rows) -> tuple[Rows, Rows]:
        rows = rows[self.codes[rows] != UNKNOWN]
        return rows, self.codes[rows]


def correct(cumulative: Floats, levels: Floats) -> Floats:
    """Rewrite rows of cumulative probability so that ``levels`` become ``LEVELS``.

    Linear between the levels, and to 0 and 1 beyond them.  ``cumulative`` may have any
    number of columns.
    """
    known = np.concatenate([[0.0], LEVELS, [1.0]])
    knots = np.empty(levels.shape[1] + 2)
    knots[0], knots[-1] = 0.0, 1.0
    corrected = np.empty_like(cumulative)
    for row, level in enumerate(levels):
        knots[1:-1] = level
        corrected[row] = np.interp(cumulative[row], knots, known)
    return corrected
