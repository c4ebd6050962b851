"""When the next will be done, how many will be by then."""

import numpy as np
import pytest

from headway_engine.forecasting.outlooks import how_many, next_items, when_done
from headway_engine.forecasting.pace import Ahead, finishes, pace_after, pace_before
from headway_engine.forecasting.rungs import SHIPPED, Rungs
from headway_engine.forecasting.scores import inside
from headway_engine.forecasting.throughput import Throughput, weekly

LEVELS = np.array([0.1, 0.5, 0.9])


def steady(days: int, per_day: float, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.sort(rng.uniform(0, days, int(days * per_day)))


def test_a_steady_pace_goes_on() -> None:
    done = steady(600, 2.0)
    days = when_done(done, now=600.0, items=40, levels=LEVELS, is_by_day=False)
    assert days is not None
    assert days[1] == pytest.approx(20.0, rel=0.15)
    assert days[0] < days[1] < days[2]
    count = how_many(done, now=600.0, days=20.0, levels=LEVELS, is_by_day=False)
    assert count is not None
    assert count[1] == pytest.approx(40.0, rel=0.15)
    assert count[0] < count[1] < count[2]


def test_a_new_pace_is_taken_up() -> None:
    done = np.concatenate([steady(400, 1.0), 400 + steady(120, 4.0)])
    days = when_done(done, now=520.0, items=40, levels=LEVELS, is_by_day=False)
    assert days is not None
    assert days[1] < 22


def test_nothing_is_said_of_a_pace_that_nobody_has_seen() -> None:
    for done in (np.empty(0), np.array([1.0]), np.array([1.0, 2.0, 3.0])):
        said = when_done(done, now=9.0, items=5, levels=LEVELS, is_by_day=False)
        assert said is None


def test_what_is_finished_later_is_not_seen() -> None:
    done = steady(500, 2.0)
    later = np.concatenate([done, 500 + steady(100, 9.0)])
    asked = {"now": 500.0, "items": 30, "levels": LEVELS, "is_by_day": False}
    assert np.array_equal(when_done(done, **asked), when_done(later, **asked))


@pytest.mark.parametrize("ahead", [Ahead(items=20), Ahead(days=14.0)])
def test_forecasts_of_a_replay_do_not_see_what_came_after_them(ahead: Ahead) -> None:
    done = steady(500, 2.0)
    changed = np.sort(np.where(done > 300, 300 + (done - 300) / 3, done))
    origins = weekly(60.0, 480.0, most=500)
    first = Throughput(done, origins, ahead, is_by_day=False).replay()
    second = Throughput(changed, origins, ahead, is_by_day=False).replay()
    seen = origins <= 300
    assert np.array_equal(first.said[seen], second.said[seen])
    known = np.maximum(first.came.known, second.came.known) <= 300
    assert known.sum() > 20
    assert np.array_equal(first.record.upper[known], second.record.upper[known])


@pytest.mark.parametrize("ahead", [Ahead(items=20), Ahead(days=14.0)])
def test_ranges_hold_while_the_pace_wanders(ahead: Ahead) -> None:
    rng = np.random.default_rng(7)
    pace = np.exp(np.cumsum(rng.normal(0, 0.12, 300)) * 0.9)
    counts = rng.poisson(np.clip(pace, 0.3, 5) * 14)
    done = np.sort(
        np.repeat(np.arange(300) * 7.0, counts) + rng.uniform(0, 7, counts.sum())
    )
    replayed = Throughput(
        done, weekly(90.0, done[-1], most=500), ahead, is_by_day=False
    ).replay()
    record = replayed.record
    late = np.isfinite(record.upper)
    late[:40] = False
    hits = inside(record.lower[late], record.upper[late], 0.8).mean()
    assert hits == pytest.approx(0.8, abs=0.05)


def test_a_window_by_items_and_one_by_days_are_counted_right() -> None:
    done = np.array([1.0, 2.0, 4.0, 8.0, 16.0])
    origins = np.array([2.5, 9.0])
    by_items = pace_after(done, origins, Ahead(items=2), is_by_day=False)
    assert np.exp(by_items.pace[0]) * 2 == pytest.approx(8.0 - 2.5)
    assert by_items.known.tolist() == [8.0, np.inf]
    assert by_items.least[0] == by_items.most[0]
    by_days = pace_after(done, origins, Ahead(days=6.0), is_by_day=False)
    assert 6 / np.exp(by_days.pace) - 0.5 == pytest.approx([2, 0])
    assert by_days.known.tolist() == [8.5, 15.0]


def test_a_date_is_known_to_half_a_day_and_a_count_to_half_an_item() -> None:
    done, origin = np.array([1.0, 2.0, 4.0, 8.0]), np.array([2.0])
    by_items = pace_after(done, origin, Ahead(items=2), is_by_day=True)
    assert np.exp([by_items.least[0], by_items.most[0]]) * 2 == pytest.approx(
        [5.5, 6.5]
    )
    by_days = pace_after(done, origin, Ahead(days=3.0), is_by_day=True)
    assert 3 / np.exp([by_days.least[0], by_days.most[0]]) == pytest.approx([2, 1])


def test_ranges_hold_where_the_next_are_done_within_days() -> None:
    rng = np.random.default_rng(4)
    done = np.sort(np.floor(rng.uniform(0, 900, 900 * 9))) + 1
    origins = weekly(91.0, 900.0, most=500)
    record = Throughput(done, origins, Ahead(items=20), is_by_day=True).replay().record
    hits = inside(record.lower[40:-1], record.upper[40:-1], 0.8).mean()
    assert hits == pytest.approx(0.8, abs=0.08)


def test_looks_back_stop_at_the_origin() -> None:
    done = steady(300, 1.0)
    origin = np.array([200.0])
    looked = pace_before(done, origin, Ahead(items=10))
    assert np.array_equal(
        looked, pace_before(done[done <= 200], origin, Ahead(items=10))
    )


def test_a_date_counts_from_its_end() -> None:
    nan = np.nan
    assert finishes(np.array([3.0, nan, 1.0]), is_by_day=True).tolist() == [2.0, 4.0]
    assert finishes(np.array([3.5, 1.5]), is_by_day=False).tolist() == [1.5, 3.5]


def test_weeks_end_at_the_last_day_and_are_not_too_many() -> None:
    assert weekly(0.0, 21.0, most=99).tolist() == [0.0, 7.0, 14.0, 21.0]
    assert len(weekly(0.0, 7000.0, most=100)) == 101


def test_next_items_say_what_single_questions_do() -> None:
    done = steady(400, 1.0)
    asked = {"now": 400.0, "levels": LEVELS, "is_by_day": False}
    said = next_items(done, items=(5, 20, 80), **asked)
    assert said is not None
    for row, k in zip(said.days, said.items, strict=True):
        assert row == pytest.approx(when_done(done, items=k, **asked), rel=0.2)
    assert (np.diff(said.days, axis=0) >= 0).all()
    assert 0.5 < said.own < 1
    young = next_items(done[done < 40], items=(5,), **{**asked, "now": 40.0})
    assert young is not None
    assert young.own < said.own
    assert next_items(done[:1], items=(5,), **asked) is None


def test_a_young_team_whose_weeks_are_alike_is_not_made_as_unsure_as_others() -> None:
    """Three months of a steady pace, and of one that goes up and down."""
    even = steady(100, 3.0)
    weeks = np.random.default_rng(3).permutation(np.repeat([0.4, 2.6], 50))
    odd = np.sort(np.interp(even, np.arange(101.0), np.append(0.0, weeks.cumsum())))
    wide = []
    for done in (even, odd):
        asked = {"now": 100.0, "items": 60, "levels": LEVELS, "is_by_day": False}
        low, _, high = when_done(done, **asked)
        wide.append(np.log(high / low))
    assert wide[0] < 0.6
    assert wide[0] < wide[1]


def test_a_shorter_window_teaches_as_soon_as_it_is_over() -> None:
    done = steady(60, 2.0)
    origins = weekly(15.0, 60.0, most=500)
    rungs = Rungs(done, origins, Ahead(items=64), is_by_day=False)
    first, last = rungs.varies(0, -0.7), rungs.varies(len(origins) - 1, -0.7)
    assert first == (pytest.approx(SHIPPED), 1.0)
    assert last[0] < 0.5 * first[0]
    assert last[1] < 0.2


@pytest.mark.parametrize("ahead", [Ahead(items=50), Ahead(days=28.0)])
def test_ranges_of_a_short_steady_history_are_not_too_wide(ahead: Ahead) -> None:
    """With the shipped figure alone they hold 99 %."""
    hits = []
    for seed in range(8):
        done = steady(220, 2.0, seed)
        origins = weekly(60.0, done[-1], most=500)
        record = Throughput(done, origins, ahead, is_by_day=False).replay().record
        known = np.isfinite(record.upper)
        hits.append(inside(record.lower[known], record.upper[known], 0.8).mean())
    assert 0.75 < np.mean(hits) < 0.95
