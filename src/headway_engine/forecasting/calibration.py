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

FARTHEST: Final = 3.0
"""Terms stay within this many log odds: one odd group must not turn a forecast over."""

LEAST_GAP: Final = 1e-4


class Calibration:
    """Corrections for items whose groups are the columns of ``groups``.

    ``groups`` has shape ``(n, kinds)`` and holds codes, ``UNKNOWN`` for none.
    """

    def __init__(self, groups: Ints, step: float = STEP) -> None:
        self.groups = groups
        self.step = step / np.sqrt(4 * LEVELS * (1 - LEVELS))
        self.common = np.zeros(len(LEVELS))
        self.terms = [
            np.zeros((int(groups[:, kind].max(initial=UNKNOWN)) + 1, len(LEVELS)))
            for kind in range(groups.shape[1])
        ]

    def levels(self, rows: Rows) -> Floats:
        """Give where the raw cumulative probability reaches each of ``LEVELS``."""
        odds = np.log(LEVELS / (1 - LEVELS)) + self.common
        odds = np.broadcast_to(odds, (len(rows), len(LEVELS))).copy()
        for kind, terms in enumerate(self.terms):
            code = self.groups[rows, kind]
            known = code != UNKNOWN
            odds[known] += terms[code[known]]
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
        moves = self.step * (LEVELS - below)
        self.common = np.clip(self.common + moves.sum(axis=0), -FARTHEST, FARTHEST)
        for kind, terms in enumerate(self.terms):
            code = self.groups[rows, kind]
            known = code != UNKNOWN
            np.add.at(terms, code[known], moves[known])
            np.clip(terms, -FARTHEST, FARTHEST, out=terms)


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
