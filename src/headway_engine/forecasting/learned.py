"""What finished work teaches about effort: learnt once, asked about any open work.

Learning replays the history and takes a second for thousands of items; asking reads
what was learnt, a few milliseconds for a new context.
"""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Final

import numpy as np

from headway_engine.forecasting.calibration import Calibration
from headway_engine.forecasting.effort import (
    effort_forecaster,
    groups_of,
    is_estimated,
    plain_chains,
    ratio_chains,
    ratio_forecaster,
)
from headway_engine.forecasting.grid import Grid
from headway_engine.forecasting.records import UNKNOWN, History
from headway_engine.forecasting.rolling import Forecaster
from headway_engine.forecasting.shrinkage import Level, Shrinkage
from headway_engine.forecasting.team import TeamRate, errors_of, team_rate
from headway_engine.problem import CUT, Floats, Ints

LATEST: Final = 2_000
"""Past forecasts that are replayed to correct today's: more change nothing."""

Chains = Callable[[History], Sequence[Sequence[Level]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """What is expected of each row asked about; see ``outlooks.Outlooks``."""

    median: Floats
    spread: Floats
    quantiles: Floats
    own: Floats
    alike: Floats


class LearnedEffort:
    """What is known on the day ``now`` of the effort that items need in all.

    ``done`` are finished items with their actual effort; all count that were finished
    before the end of that day.
    """

    def __init__(self, done: History, *, now: float) -> None:
        done.check()
        self.done, self.now = done, now

    def expect(self, asked: History, levels: Floats) -> Expected:
        """Say what open items will need, those with an estimate and those without."""
        asked.check()
        n = len(asked)
        made = {name: np.full(n, np.nan) for name in ("median", "spread", "own")}
        alike, quantiles = np.full(n, np.nan), np.full((n, len(levels)), np.nan)
        estimated = is_estimated(asked)
        for is_ratio, chosen in ((True, estimated), (False, ~estimated)):
            at = np.flatnonzero(chosen)
            if not len(at):
                continue
            unit = asked.estimate[at] if is_ratio else np.ones(len(at))
            learned = self._ratios if is_ratio else self._efforts
            forecaster, rows = learned.asked_about(asked.rows(at))
            made["median"][at], made["spread"][at], quantiles[at] = read(
                forecaster.grid, forecaster.predict(rows), levels, unit
            )
            made["own"][at] = forecaster.shrinkage.own_share(rows)
            alike[at] = forecaster.shrinkage.alike(rows)
        return Expected(**made, quantiles=quantiles, alike=alike)

    @cached_property
    def team(self) -> TeamRate:
        """How far good and bad times moved all of the work together.

        Past forecasts of what was estimated tell, where that was the half of it.
        """
        estimated = is_estimated(self.done)
        is_ratio = len(estimated) > 0 and estimated.mean() >= 0.5
        past = (self._ratios if is_ratio else self._efforts).forecaster
        weight = self.done.estimate[estimated] if is_ratio else np.ones(len(estimated))
        return team_rate(errors_of(past.record), past.questions.known, weight)

    @cached_property
    def _ratios(self) -> "_Learned":
        done = self.done.rows(is_estimated(self.done))
        return _Learned(done, ratio_forecaster, ratio_chains, self.now)

    @cached_property
    def _efforts(self) -> "_Learned":
        """What nobody estimated is learnt from all that was done."""
        return _Learned(self.done, effort_forecaster, plain_chains, self.now)


class _Learned:
    """A forecaster that has seen all that was done."""

    def __init__(
        self,
        done: History,
        make: Callable[[History], Forecaster],
        chains: Chains,
        now: float,
    ) -> None:
        self.done, self.chains = done, chains
        self.forecaster = make(done)
        self.forecaster.replay(until=np.floor(now) + 1, latest=LATEST)

    def asked_about(self, asked: History) -> tuple[Forecaster, Ints]:
        """Give the forecaster over what was done and these items, and their rows.

        Contexts are numbered as they are met, so those of what was done keep theirs;
        others have taught nothing, and are as wide as the contexts around them.
        """
        both = joined(self.done, asked)
        known = self.forecaster
        other = copy(known)
        other.shrinkage = _renamed(known.shrinkage, self.chains(both))
        other.calibration = _regrouped(known.calibration, groups_of(both))
        return other, np.arange(len(self.done), len(both), dtype=np.int32)


def _renamed(shrinkage: Shrinkage, chains: Sequence[Sequence[Level]]) -> Shrinkage:
    other = copy(shrinkage)
    levels = {level.name: level for chain in chains for level in chain}
    other.counts = {
        name: replace(
            counts,
            level=replace(
                levels[name], code=_met(levels[name].code, len(counts.total))
            ),
        )
        for name, counts in shrinkage.counts.items()
    }
    return other


def _regrouped(calibration: Calibration, groups: Ints) -> Calibration:
    other = Calibration(groups)
    for terms, known in zip(other.terms, calibration.terms, strict=True):
        terms.codes = _met(terms.codes, len(known.odds))
        terms.odds = known.odds
    return other


def _met(codes: Ints, contexts: int) -> Ints:
    """Forget the codes of what was never met before."""
    return np.where(codes < contexts, codes, UNKNOWN).astype(np.int32)


def joined(first: History, then: History) -> History:
    """Give the rows of both."""
    columns = (field.name for field in fields(History))
    return History(
        **{
            name: np.concatenate([getattr(first, name), getattr(then, name)])
            for name in columns
        }
    )


def read(
    grid: Grid, cumulative: Floats, levels: Floats, unit: Floats
) -> tuple[Floats, Floats, Floats]:
    """Give the median, the deviation of the logarithm around it, and quantiles.

    The deviation is that of what is left when tails are cut as those of draws are.
    """
    logs = grid.quantiles(cumulative, np.concatenate([[0.5], levels]))
    share = np.diff(cumulative, axis=1, prepend=0.0)
    square = share @ grid.centres**2
    mean = share @ grid.centres
    deviation = np.sqrt(
        np.maximum(square - 2 * mean * logs[:, 0] + logs[:, 0] ** 2, 0.0)
    )
    times = np.exp(logs) * unit[:, None]
    return times[:, 0], CUT * deviation, times[:, 1:]
