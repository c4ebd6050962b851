"""Advice on a deadline: what an unestimated item will probably need, and on what
ground.

The forecast of the item's kind (type, person, project) counts for some outcomes; each
past item that is like it adds its own, as much as it is alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from headway_engine.forecasting.cycle_time import (
    begun_work,
    cycle_forecaster,
    days_taken,
)
from headway_engine.forecasting.records import History, InvalidHistory, Rows
from headway_engine.forecasting.rolling import Forecaster
from headway_engine.forecasting.similar import Likeness, SimilarItems, Text
from headway_engine.problem import Floats

KIND_COUNTS: Final = 10.0
"""For how many wholly alike items the forecast of the item's kind counts."""

LATEST: Final = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """Days from the start of an item to its finish, and the evidence.

    ``days`` has a value for each level asked for; ``evidence`` the past items with the
    days that each took; ``own`` is how much of the answer is theirs, 0 to 1.
    """

    days: Floats
    evidence: Sequence[Likeness]
    taken: Floats
    own: float


class Adviser:
    """Learns from what was finished before ``now``; answers about any open item.

    ``texts`` has one for each row of the history.  Items that were not started are
    asked about as if they began now.
    """

    def __init__(self, history: History, texts: Sequence[Text], *, now: float) -> None:
        history.check()
        is_waiting = np.isnan(history.finished) & np.isnan(history.started)
        start = np.floor(now) if history.is_by_day else now
        begun, self._rows = begun_work(
            replace(history, started=np.where(is_waiting, start, history.started))
        )
        self.now = now
        self.similar = SimilarItems(history, texts)
        self.taken = np.full(len(history), np.nan)
        self.taken[self._rows] = days_taken(begun)
        self.forecaster = cycle_forecaster(begun)
        self.forecaster.replay(until=now, latest=LATEST)

    def advise(self, row: int, levels: Floats, *, most: int = 8) -> Advice:
        """Say within how many days of its start ``row`` will be done, by level.

        Raises
        ------
        InvalidHistory
            Where the row has no day on which it could have begun.
        """
        place = np.flatnonzero(self._rows == row)
        if not len(place):
            msg = f"row {row} began on no day: give it a start or a day of its making"
            raise InvalidHistory(msg)
        found = self.similar.like(row, finished_before=self.now, most=3 * most)
        found = [like for like in found if np.isfinite(self.taken[like.row])][:most]
        weights = np.array([like.likeness for like in found])
        taken = self.taken[[like.row for like in found]]
        said = mixed(self.forecaster, place, taken, weights)
        logs = self.forecaster.grid.quantiles(said, levels)[0]
        weight = float(weights.sum())
        return Advice(
            days=np.exp(logs),
            evidence=found,
            taken=taken,
            own=weight / (weight + KIND_COUNTS),
        )


def mixed(
    forecaster: Forecaster, place: Rows, taken: Floats, weights: Floats
) -> Floats:
    """Give the cumulative probabilities of an item of which some like it are known."""
    grid = forecaster.grid
    counts = np.bincount(grid.place(np.log(taken)), weights, grid.bins)
    known = np.cumsum(counts) + KIND_COUNTS * forecaster.predict(place)
    return np.asarray(known / known[:, -1:])
