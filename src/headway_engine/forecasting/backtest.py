"""Judge forecasts by replaying a history: rolling origin, nothing known beforehand.

The first tenth of a history (at least 90 days, at most a year, never more than a third)
only teaches; what was forecast meanwhile is told apart as warm-up.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from headway_engine.forecasting import baselines
from headway_engine.forecasting.ageing import Ageing
from headway_engine.forecasting.cycle_time import (
    begun_work,
    cycle_forecaster,
    days_taken,
)
from headway_engine.forecasting.effort import asked_on, is_estimated, ratio_forecaster
from headway_engine.forecasting.judging import (
    BLOCK_DAYS,
    Context,
    Score,
    context_of,
    judge,
)
from headway_engine.forecasting.pace import Ahead, finishes
from headway_engine.forecasting.records import History
from headway_engine.forecasting.rolling import Record
from headway_engine.forecasting.scores import quintiles
from headway_engine.forecasting.throughput import Throughput, weekly
from headway_engine.forecasting.totals import Ahead as NextItems
from headway_engine.forecasting.totals import Drawn, Totals
from headway_engine.problem import Flags, Floats, Ints

MOST_ITEMS: Final = 100_000
"""Only the latest are replayed, so that a judgement ends: about a minute."""

NEXT_ITEMS: Final = (10, 50, 150)
NEXT_DAYS: Final = (14, 28, 91)
MOST_ORIGINS: Final = 800

NEXT_TOGETHER: Final = {
    "next_20": NextItems(items=20),
    "next_100": NextItems(items=100),
    "next_20_of_a_project": NextItems(items=20, is_by_project=True),
}
LEAST_WEEKS: Final = 8

YearOf = Callable[[Floats], Ints]


def backtest_effort(history: History, year_of: YearOf) -> Score | None:
    """Judge forecasts of effort by estimate; ``None`` without anything to judge."""
    has_both = is_estimated(history) & (np.nan_to_num(history.actual) > 0)
    if not has_both.any():
        return None
    history = history.rows(has_both)
    history = _latest(history, asked_on(history))
    forecaster = ratio_forecaster(history)
    record, questions = forecaster.replay(), forecaster.questions
    groups = _groups(history, year_of(questions.asked))
    context = context_of(questions.asked, groups)
    return judge(
        record,
        context,
        {
            "estimate": baselines.point(questions, forecaster.grid, 0.0),
            "ratio_of_all": baselines.empirical(questions, forecaster.grid),
            "ratio_of_90_days": baselines.empirical(
                questions, forecaster.grid, window_days=90.0
            ),
        },
    )


def backtest_totals(history: History, year_of: YearOf) -> Score | None:
    """Judge weekly forecasts of what the next items will need together.

    Beside them those of plans whose items have nothing in common.  ``None`` where less
    than eight weeks have so many items ahead.
    """
    has_both = is_estimated(history) & (np.nan_to_num(history.actual) > 0)
    history = history.rows(has_both)
    history = _latest(history, asked_on(history))
    forecaster = ratio_forecaster(history)
    totals = Totals(forecaster, history, list(NEXT_TOGETHER.values()))
    forecaster.replay(visit=totals.visit)
    scores = {
        name: _judge_totals(totals.drawn(which), year_of)
        for which, name in enumerate(NEXT_TOGETHER)
    }
    main = scores.pop("next_20")
    known = {name: score for name, score in scores.items() if score is not None}
    return None if main is None else replace(main, parts={**main.parts, **known})


def _judge_totals(drawn: Drawn, year_of: YearOf) -> Score | None:
    if len(drawn.days) < LEAST_WEEKS:
        return None
    alone = drawn.alone
    naive = baselines.Naive(lower=alone.lower, upper=alone.upper, crps=alone.crps)
    context = context_of(drawn.days, {"year": year_of(drawn.days)})
    return judge(drawn.together, context, {"nothing_in_common": naive})


def backtest_cycle_time(history: History, year_of: YearOf) -> Score | None:
    """Judge forecasts of days from start to finish, made at the start.

    Of the last days only those items that began so early that nine of ten of their
    kind were done in time: else the quick ones would be judged alone.
    """
    history, _ = begun_work(history)
    history = _latest(history, history.started)
    is_done = np.isfinite(history.finished)
    if not is_done.any():
        return None
    forecaster = cycle_forecaster(history)
    ageing = Ageing(forecaster)
    record, questions = forecaster.replay(visit=ageing.visit), forecaster.questions
    last = float(np.nanmax(history.finished))
    span = last - float(history.started.min())
    most = float(np.quantile(days_taken(history)[is_done], 0.9))
    judged = is_done & (history.started <= last - min(most, span / 4))
    groups = _groups(history, year_of(questions.asked))
    context = context_of(questions.asked, groups)
    return judge(
        _only(record, judged),
        context,
        {
            "all_completed": baselines.empirical(questions, forecaster.grid),
            "completed_in_180_days": baselines.empirical(
                questions, forecaster.grid, window_days=180.0
            ),
        },
        {"in_progress": _judge_ageing(ageing, context)},
    )


def backtest_throughput(history: History, year_of: YearOf) -> Score | None:
    """Judge weekly forecasts of when the next 50 are done (10 in a short history).

    Other numbers of items, and how many are done in some days, are its parts.
    """
    is_by_day = history.is_by_day
    done = finishes(history.finished, is_by_day=is_by_day)
    if len(done) < 2 or done[-1] - done[0] < 8:
        return None
    span = float(done[-1] - done[0])
    origins = weekly(done[0] + min(90.0, span / 4), done[-1], most=MOST_ORIGINS)
    nexts = [k for k in NEXT_ITEMS if 5 * k <= len(done)] or [max(len(done) // 10, 1)]
    within = [days for days in NEXT_DAYS if 5 * days <= span]
    main = 50 if 50 in nexts else nexts[0]
    parts = {f"next_{k}": Ahead(items=k) for k in nexts if k != main}
    parts |= {f"within_{days}_days": Ahead(days=float(days)) for days in within}
    scores = {
        name: _judge_pace(done, origins, ahead, year_of, is_by_day=is_by_day)
        for name, ahead in parts.items()
    }
    main_window = Ahead(items=main)
    return _judge_pace(
        done, origins, main_window, year_of, is_by_day=is_by_day, parts=scores
    )


def _judge_pace(
    done: Floats,
    origins: Floats,
    ahead: Ahead,
    year_of: YearOf,
    *,
    is_by_day: bool,
    parts: Mapping[str, Score | None] | None = None,
) -> Score | None:
    replayed = Throughput(done, origins, ahead, is_by_day=is_by_day).replay()
    came = replayed.came
    is_known = np.isfinite(came.known)
    if not is_known.any():
        return None
    taken = float(np.median((came.known - origins)[is_known]))
    context = context_of(
        origins, {"year": year_of(origins)}, block_days=max(BLOCK_DAYS, 2 * taken)
    )
    naive: dict[str, baselines.Naive] = {}
    if ahead.items:
        naive["day_bootstrap"] = baselines.day_bootstrap(
            done, origins, came.pace, ahead
        )
    return judge(replayed.record, context, naive, parts or {})


def _judge_ageing(ageing: Ageing, context: Context) -> Score | None:
    record, days, _ = ageing.record()
    if not len(days):
        return None
    looks = Context(
        days=days,
        groups={},
        block_days=context.block_days,
        taught_until=context.taught_until,
    )
    return judge(record, looks, {})


def _only(record: Record, chosen: Flags) -> Record:
    return Record(
        **{
            name: np.where(chosen, getattr(record, name), np.nan)
            for name in Record.__slots__
        }
    )


def _groups(history: History, year: Ints) -> dict[str, Ints]:
    return {
        "type": history.type,
        "size": quintiles(np.where(history.estimate > 0, history.estimate, np.nan)),
        "person": history.person,
        "year": year,
    }


def _latest(history: History, begun: Floats) -> History:
    """Keep the rows begun last, in the order in which they are.

    Not those finished last: of work that began long ago these are the slow ones.
    """
    order = np.argsort(begun, kind="stable")
    return history.rows(np.sort(order[-MOST_ITEMS:]))
