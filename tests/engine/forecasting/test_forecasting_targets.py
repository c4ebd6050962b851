"""Effort, cycle time, work in progress: truths are found, the future is not seen."""

from dataclasses import replace

import numpy as np
import pytest

from headway_engine.forecasting.ageing import Ageing, given_age
from headway_engine.forecasting.cycle_time import (
    begun_work,
    cycle_forecaster,
    days_taken,
)
from headway_engine.forecasting.effort import in_order, ratio_forecaster
from headway_engine.forecasting.outlooks import effort_outlooks, remaining_days
from headway_engine.forecasting.records import History, InvalidHistory
from headway_engine.forecasting.scores import inside
from tests.engine.forecasting.histories import estimated, flowing, history

LEVELS = np.array([0.1, 0.5, 0.9])


def covered(record: object, chosen: slice) -> float:
    return float(inside(record.lower[chosen], record.upper[chosen], 0.8).mean())


def test_ranges_of_effort_hold_though_estimates_are_biased() -> None:
    record = ratio_forecaster(estimated(3000)).replay()
    assert covered(record, slice(500, None)) == pytest.approx(0.8, abs=0.02)


def test_ranges_hold_while_estimates_grow_worse() -> None:
    record = ratio_forecaster(estimated(3000, drift=1.0)).replay()
    assert covered(record, slice(500, None)) == pytest.approx(0.8, abs=0.03)


def test_what_is_forecast_depends_on_nothing_that_comes_later() -> None:
    """Everything known from day 200 on is shuffled: forecasts up to it are the same."""
    whole = estimated(2000)
    later = np.flatnonzero(whole.finished >= 200)
    actual = whole.actual.copy()
    actual[later] = np.random.default_rng(5).permutation(actual[later]) * 7
    first, second = (
        ratio_forecaster(whole),
        ratio_forecaster(replace(whole, actual=actual)),
    )
    records = [forecaster.replay(until=200.0) for forecaster in (first, second)]
    asked = np.flatnonzero(whole.started == 200)
    assert np.array_equal(first.predict(asked), second.predict(asked))
    before = np.flatnonzero(whole.finished < 200)
    assert np.array_equal(records[0].crps[before], records[1].crps[before])


def test_cycle_times_depend_on_nothing_that_comes_later() -> None:
    whole = flowing(900)
    finished = whole.finished.copy()
    later = finished >= 150
    finished[later] += np.random.default_rng(2).exponential(50, later.sum())
    first = cycle_forecaster(whole).replay()
    second = cycle_forecaster(replace(whole, finished=finished)).replay()
    known = whole.finished < 150
    assert np.array_equal(first.upper[known], second.upper[known])


def test_the_order_of_rows_changes_nothing() -> None:
    whole = replace(flowing(400), finished=np.full(400, np.nan))
    whole = replace(whole, finished=whole.started + np.arange(400) % 11 + 0.25)
    mixed = np.random.default_rng(3).permutation(400)
    record = cycle_forecaster(whole).replay()
    shuffled = cycle_forecaster(whole.rows(mixed)).replay()
    assert shuffled.crps == pytest.approx(record.crps[mixed])


def test_ranges_of_cycle_time_hold() -> None:
    record = cycle_forecaster(flowing(3000)).replay()
    assert covered(record, slice(400, 2900)) == pytest.approx(0.8, abs=0.02)


def test_a_learned_bias_moves_the_median_of_open_items() -> None:
    done = estimated(2000, bias=1.0)
    is_open = np.arange(2000) >= 1990
    whole = replace(done, finished=np.where(is_open, np.nan, done.finished))
    said = effort_outlooks(whole, now=500.0, levels=LEVELS)
    assert said.rows.tolist() == list(range(1990, 2000))
    assert said.learned_from == 1990
    ratio = said.median / whole.estimate[said.rows]
    kind = whole.type[said.rows]
    assert ratio[kind == 1].mean() > 1.4
    assert ratio[kind == 0].mean() == pytest.approx(1.0, abs=0.1)
    assert (np.diff(said.quantiles, axis=1) > 0).all()
    assert (said.own > 0.9).all()
    assert (said.alike >= 15).all()
    assert (said.alike < said.learned_from).all()


def test_a_cold_start_borrows_all_and_says_so() -> None:
    one = history(1, created=[1.0], estimate=[60.0])
    said = effort_outlooks(one, now=2.0, levels=LEVELS)
    assert said.median[0] == pytest.approx(60.0, rel=0.05)
    assert said.spread[0] == pytest.approx(0.7, abs=0.15)
    assert said.own.tolist() == [0.0]
    assert said.learned_from == 0
    assert said.alike.tolist() == [0.0]


def test_where_nothing_was_begun_nothing_is_in_progress() -> None:
    said = remaining_days(history(3, created=[1.0, 2.0, 3.0]), now=0.5, levels=LEVELS)
    assert len(said.rows) == 0


def test_an_item_without_estimate_gets_what_its_type_took() -> None:
    n = 400
    kind = np.arange(n) % 2
    actual = np.where(kind == 1, 600.0, 60.0)
    finished = np.where(np.arange(n) < n - 2, np.arange(n) + 1.0, np.nan)
    whole = history(
        n, created=np.arange(n), finished=finished, actual=actual, type=kind
    )
    said = effort_outlooks(whole, now=500.0, levels=LEVELS)
    assert said.median == pytest.approx([60.0, 600.0], rel=0.2)


def test_actual_effort_of_open_work_teaches_nothing() -> None:
    whole = estimated(300)
    finished = np.where(np.arange(300) < 200, whole.finished, np.nan)
    still = replace(whole, finished=finished)
    wild = replace(still, actual=np.where(np.isnan(finished), 1e6, whole.actual))
    first = effort_outlooks(still, now=70.0, levels=LEVELS)
    second = effort_outlooks(wild, now=70.0, levels=LEVELS)
    assert np.array_equal(first.quantiles, second.quantiles)


def test_old_work_will_take_longer_than_young_work() -> None:
    whole = flowing(1500)
    now = float(whole.started[-1])
    ages = np.array([1.0, 8.0, 30.0])
    young = whole.rows(np.arange(1200))
    is_open = np.concatenate([np.zeros(1200), np.ones(3)])
    more = History(
        **{
            name: np.concatenate([getattr(young, name), getattr(young, name)[:3]])
            for name in History.__slots__
        }
    )
    started, kind = more.started.copy(), more.type.copy()
    started[1200:], kind[1200:] = now - ages, 0
    finished = np.where(is_open, np.nan, more.finished)
    said = remaining_days(
        replace(more, started=started, created=started, finished=finished, type=kind),
        now=now,
        levels=LEVELS,
    )
    assert said.rows.tolist() == [1200, 1201, 1202]
    assert (np.diff(said.median) > 0).all()
    assert (said.quantiles >= 0).all()


def test_a_distribution_given_an_age_is_cut_and_scaled() -> None:
    forecaster = cycle_forecaster(flowing(50))
    share = np.full(forecaster.grid.bins, 1 / forecaster.grid.bins)
    rest = given_age(forecaster, np.cumsum(share)[None], np.array([10.0]))[0]
    at = forecaster.grid.place(np.log(np.array([10.0])))[0]
    assert (rest[:at] == 0).all()
    left = forecaster.grid.bins - at - 0.5
    assert rest[at + 4] == pytest.approx(4.5 / left)
    assert rest[-1] == 1


def test_ranges_of_work_in_progress_hold() -> None:
    forecaster = cycle_forecaster(flowing(3000))
    ageing = Ageing(forecaster, every=7.0)
    forecaster.replay(visit=ageing.visit)
    record, days, _ = ageing.record()
    assert len(days) > 500
    late = (days > 200) & (days < 950)
    assert inside(record.lower[late], record.upper[late], 0.8).mean() == pytest.approx(
        0.8, abs=0.03
    )


def test_dates_without_time_count_both_ends() -> None:
    dated = history(1, started=[10.0], finished=[10.0])
    timed = history(1, started=[10.25], finished=[10.5])
    assert days_taken(dated).tolist() == [1.0]
    assert days_taken(timed).tolist() == [0.25]


def test_items_begin_when_made_where_few_say_when_they_were_started() -> None:
    whole = history(
        4,
        created=[1.0, 2.0, 3.0, 4.0],
        started=[np.nan, np.nan, np.nan, 5.0],
        finished=[4.0, 5.0, 1.0, 9.0],
    )
    begun, kept = begun_work(whole)
    assert kept.tolist() == [0, 1, 3]  # the third was finished before it was made
    assert begun.started.tolist() == [1.0, 2.0, 4.0]


def test_undated_rows_follow_the_one_before() -> None:
    nan = np.nan
    assert in_order(np.array([nan, 3.0, nan, 7.0])).tolist() == [3, 3, 3, 7]
    assert in_order(np.array([nan, nan])).tolist() == [0, 1]


def test_contradictions_are_refused_by_name() -> None:
    whole = flowing(3)
    with pytest.raises(InvalidHistory, match="finished has 2 rows and created 3"):
        replace(whole, finished=whole.finished[:2]).check()
    with pytest.raises(InvalidHistory, match="estimate of row 1 is infinite"):
        replace(whole, estimate=np.array([1.0, np.inf, 2.0])).check()
    with pytest.raises(InvalidHistory, match="type has a code below -1"):
        replace(whole, type=np.array([0, -2, 0], np.int32)).check()
