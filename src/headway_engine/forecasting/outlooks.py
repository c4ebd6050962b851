"""What a history says about open work today: parameters for a plan, and answers.

Each function fits and answers in one call, from arrays, and is the forecaster that
``backtest`` judges.  Rows that are open are those to forecast.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from headway_engine.forecasting.ageing import STEP as AGEING_STEP
from headway_engine.forecasting.ageing import Ageing, age_groups, given_age, uncorrected
from headway_engine.forecasting.calibration import Calibration, correct
from headway_engine.forecasting.cycle_time import begun_work, cycle_forecaster
from headway_engine.forecasting.learned import LATEST, LearnedEffort, read
from headway_engine.forecasting.pace import HALF, Ahead, finishes
from headway_engine.forecasting.records import History, Rows
from headway_engine.forecasting.rungs import STEP_DAYS
from headway_engine.forecasting.throughput import Throughput, weekly
from headway_engine.problem import Floats

MOST_ORIGINS: Final = 130
"""Weeks of pace: two and a half years, of which the last months count most."""

LEAST_DAYS: Final = 14.0
"""Of finished work, before anything is said about a pace."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlooks:
    """What is expected of ``rows``, in minutes of effort or in days.

    ``spread`` is the deviation of the logarithm around the median, as
    ``problem.Items.spread`` has it.  ``quantiles`` has a column for each level that was
    asked for.  ``own`` is how much of each forecast comes from the history itself, 0 to
    1; the rest is borrowed from the shipped prior.  ``alike`` counts the outcomes of
    items like it that it mostly rests on (old ones less), ``learned_from`` all.
    """

    rows: Rows
    median: Floats
    spread: Floats
    quantiles: Floats
    own: Floats
    alike: Floats
    learned_from: int


def effort_outlooks(history: History, *, now: float, levels: Floats) -> Outlooks:
    """Say how much effort items without ``actual`` will need in all.

    With an estimate: the estimate times what estimates like it came to.  Without: what
    items of its type, person and project came to.  Actual efforts of items that are not
    finished are ignored; what counts as finished before ``now`` is learnt.
    """
    history.check()
    is_done = (np.nan_to_num(history.actual) > 0) & (history.finished < now)
    rows = np.flatnonzero(~np.isfinite(history.finished)).astype(np.int32)
    learned = LearnedEffort(history.rows(is_done), now=now)
    expected = learned.expect(_unlearnable(history.rows(rows)), levels)
    return Outlooks(
        rows=rows,
        median=expected.median,
        spread=expected.spread,
        quantiles=expected.quantiles,
        own=expected.own,
        alike=expected.alike,
        learned_from=int(is_done.sum()),
    )


def remaining_days(history: History, *, now: float, levels: Floats) -> Outlooks:
    """Say how many more days work in progress will take, given its age.

    ``rows`` are the open items that were begun before ``now``.
    """
    history.check()
    part, kept = begun_work(history)
    soon = np.flatnonzero(part.started < now)
    part, kept = part.rows(soon), kept[soon]
    forecaster = cycle_forecaster(part)
    ageing = Ageing(forecaster)
    forecaster.replay(until=now, latest=LATEST, visit=ageing.visit)
    *_, calibration = ageing.record()
    rows = np.flatnonzero(~(part.finished < now)).astype(np.int32)
    ages = now - part.started[rows]
    cumulative = given_age(forecaster, uncorrected(forecaster, rows), ages)
    corrected = correct(cumulative, _of_ages(calibration, ages))
    median, spread, quantiles = read(
        forecaster.grid, corrected, levels, np.ones(len(rows))
    )
    return Outlooks(
        rows=kept[rows].astype(np.int32),
        median=np.maximum(median - ages, 0.0),
        spread=spread,
        quantiles=np.maximum(quantiles - ages[:, None], 0.0),
        own=forecaster.shrinkage.own_share(rows),
        alike=forecaster.shrinkage.alike(rows),
        learned_from=int((part.finished < now).sum()),
    )


def when_done(
    finished: Floats, *, now: float, items: int, levels: Floats, is_by_day: bool
) -> Floats | None:
    """Say in how many days from ``now`` the next ``items`` will be finished.

    ``None`` where less than two weeks of finished work tell a pace.
    """
    found = next_items(
        finished, now=now, items=[items], levels=levels, is_by_day=is_by_day
    )
    return None if found is None else np.asarray(found.days[0])


@dataclass(frozen=True, kw_only=True, slots=True)
class NextItems:
    """In how many ``days`` the next ``items`` are finished: a row for each number.

    ``days`` has a column for each level that was asked for; more items never take less.
    ``own`` is how much of the width comes from the history itself, 0 to 1, where that
    is least; the rest is borrowed from the shipped figure.  The pace never is.
    """

    items: Sequence[int]
    days: Floats
    own: float


def next_items(
    finished: Floats,
    *,
    now: float,
    items: Sequence[int],
    levels: Floats,
    is_by_day: bool,
) -> NextItems | None:
    """Say of several rising numbers of items what ``when_done`` says of one.

    Read the other way round it says how many will be finished by a day: as many as are
    finished within the days until then.  ``None`` as there.
    """
    days, own = [], 1.0
    for each in items:
        pace = _pace(finished, now, Ahead(items=each), is_by_day=is_by_day)
        if pace is None:
            return None
        days.append(np.exp(pace.pace_quantiles(levels)) * each)
        own = min(own, pace.own)
    rising = np.maximum.accumulate(np.array(days), axis=0)
    return NextItems(items=items, days=rising, own=own)


def how_many(
    finished: Floats, *, now: float, days: float, levels: Floats, is_by_day: bool
) -> Floats | None:
    """Say how many items will be finished in ``days``; see ``when_done``."""
    pace = _pace(finished, now, Ahead(days=days), is_by_day=is_by_day)
    if pace is None:
        return None
    slow = pace.pace_quantiles(1 - np.asarray(levels))
    return np.asarray(np.maximum(days * np.exp(-slow) - HALF, 0.0))


def _pace(
    finished: Floats, now: float, ahead: Ahead, *, is_by_day: bool
) -> Throughput | None:
    done = finishes(finished, is_by_day=is_by_day)
    done = done[done <= now]
    if len(done) < 2 or now - done[0] < LEAST_DAYS:
        return None
    first = done[0] + min(90.0, (now - done[0]) / 4)
    first = max(first, now - STEP_DAYS * (MOST_ORIGINS - 1))
    origins = weekly(first, now, most=MOST_ORIGINS)
    return Throughput(done, origins, ahead, is_by_day=is_by_day).replay()


def _unlearnable(asked: History) -> History:
    """Forget the actual effort of open items: it may still grow."""
    return replace(asked, actual=np.full(len(asked), np.nan))


def _of_ages(calibration: Calibration, ages: Floats) -> Floats:
    """The levels that hold at other ages than those it was learnt from."""
    other = Calibration(age_groups(ages), AGEING_STEP)
    for known, terms in zip(calibration.terms, other.terms, strict=True):
        shared = min(len(known.odds), len(terms.odds))
        terms.odds[:shared] = known.odds[:shared]
    return other.levels(np.arange(len(ages), dtype=np.int32))
