"""The judge: it praises what is right, blames what is wrong, and says which group."""

import json
import subprocess
import sys

import numpy as np
import pytest

from benchmarks.calibration import TARGETS, judged, year_of
from benchmarks.histories import SOURCES
from headway_engine.forecasting.backtest import (
    backtest_cycle_time,
    backtest_effort,
    backtest_throughput,
)
from headway_engine.forecasting.records import History
from headway_engine.forecasting.scores import (
    coverage,
    judge_groups,
    pit_ks,
    quintiles,
    standard_error,
)
from tests.corpus import CORPUS, REPOSITORY
from tests.engine.forecasting.histories import estimated, flowing, history

KEYS = {"n", "coverage", "worst_group", "crps_ln", "pit_ks", "baselines"}


def spread(n: int, *, squeeze: float = 1.0) -> np.ndarray:
    """Cumulative probabilities of outcomes: uniform, or squeezed to the middle."""
    return 0.5 + (np.random.default_rng(0).random(n) - 0.5) * squeeze


def test_a_right_forecast_is_covered_as_it_says() -> None:
    seen = spread(20_000)
    assert list(coverage(seen, seen).values()) == pytest.approx(
        [0.5, 0.8, 0.9], abs=0.01
    )
    assert pit_ks(seen, seen) < 0.015


def test_an_outcome_with_probability_is_covered_in_part() -> None:
    """Certain of the outcome: half of it lies in any range that holds half."""
    found = coverage(np.zeros(5), np.ones(5))
    assert found == {"50": 0.5, "80": 0.8, "90": 0.9}


def test_the_worst_group_is_named() -> None:
    seen = np.concatenate([spread(400), spread(400, squeeze=0.5), spread(100)])
    kinds = {"type": np.repeat([0, 1, 2], [400, 400, 100]).astype(np.int32)}
    groups = judge_groups(seen, seen, np.arange(900.0), kinds, block_days=30.0)
    assert [(g.code, g.n, g.holds) for g in groups] == [(1, 400, False), (0, 400, True)]
    assert groups[0].error > 0.19


def test_a_standard_error_grows_where_months_hang_together() -> None:
    days = np.arange(3000.0)
    alone = (np.random.default_rng(1).random(3000) < 0.8).astype(float)
    together = np.repeat((np.random.default_rng(1).random(30) < 0.8).astype(float), 100)
    assert standard_error(alone, days, 30.0) == pytest.approx(0.0073, rel=0.3)
    assert standard_error(together, days, 30.0) > 0.03


def test_fifths_hold_as_many_each() -> None:
    codes = quintiles(np.append(np.arange(100.0), np.nan))
    assert np.bincount(codes[:-1]).tolist() == [20] * 5
    assert codes[-1] == -1


def test_learned_ranges_beat_estimates_taken_at_their_word() -> None:
    score = backtest_effort(estimated(2500), year_of)
    assert score is not None
    assert score.coverage["80"] == pytest.approx(0.8, abs=0.03)
    assert score.crps_ln < 0.8 * score.baselines["estimate"].crps_ln
    assert score.crps_ln < score.baselines["ratio_of_all"].crps_ln
    assert score.parts["last_40_percent"].n == 1000
    assert all(group.holds for group in score.groups)
    assert {group.kind for group in score.groups} == {"type", "size", "person", "year"}


def test_work_in_progress_and_pace_have_scores_of_their_own() -> None:
    score = backtest_cycle_time(flowing(1500), year_of)
    assert score is not None
    assert score.parts["in_progress"].n > 100
    pace = backtest_throughput(flowing(1500), year_of)
    assert pace is not None
    assert pace.crps_ln is not None
    assert {"next_10", "within_28_days"} <= set(pace.parts)
    assert pace.baselines["day_bootstrap"].n == pace.n


def judge(whole: History) -> dict[str, object]:
    return {name: backtest(whole, year_of) for name, (backtest, _) in TARGETS.items()}


@pytest.mark.parametrize("n", [0, 1, 2, 5, 20])
def test_few_items_are_no_trouble(n: int) -> None:
    said = judge(estimated(n) if n else history(0))
    assert set(said) == set(TARGETS)


def test_odd_histories_are_no_trouble() -> None:
    same = history(300, created=np.zeros(300), finished=np.zeros(300))
    assert judge(same)["throughput"] is None
    undated = history(300, estimate=np.full(300, 60), actual=np.full(300, 60))
    assert judge(undated)["effort"].n == 210  # 90 only teach
    nothing = history(10, created=np.arange(10))
    assert set(judge(nothing).values()) == {None}
    backwards = history(50, started=np.arange(50) + 9, finished=np.arange(50))
    assert judge(backwards)["cycle_time"] is None


def test_the_same_history_gets_the_same_judgement() -> None:
    first, second = (judge(flowing(400, seed=4)) for _ in range(2))
    assert first == second


def test_the_command_prints_one_line(tmp_path) -> None:
    rows = ["id,created,finished,type"]
    rows += [
        f"{i},2025-01-{1 + i % 28:02},2025-02-{1 + i % 28:02},bug" for i in range(90)
    ]
    file = tmp_path / "history.csv"
    file.write_text("\n".join(rows))
    command = [sys.executable, str(REPOSITORY / "benchmarks/calibration.py")]
    done = subprocess.run(
        [*command, "--csv", str(file)], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("\n") == 1
    said = json.loads(done.stdout)
    assert said["effort"] is None
    assert "estimate_minutes" in said["notes"]["effort"]
    assert set(said["cycle_time"]) >= KEYS
    assert "last_40_percent" in said["cycle_time"]
    wrong = subprocess.run(
        [*command, "--csv", str(tmp_path / "none.csv")], capture_output=True, text=True
    )
    assert wrong.returncode == 2
    assert "name a CSV file" in wrong.stderr


@pytest.mark.corpus
@pytest.mark.parametrize("source", ["7digital", "aea"])
def test_ranges_hold_on_published_records(source: str) -> None:
    work = SOURCES[source](CORPUS / "history" / source)
    said = judged(work, has_table=False)
    for name in ("cycle_time", "throughput"):
        for level, seen in said[name]["coverage"].items():
            allowed = 0.03 + 2 * said[name]["standard_error"][level]
            assert abs(seen - int(level) / 100) <= allowed, (name, level)
    assert said["cycle_time"]["groups_within"] == said["cycle_time"]["groups"]
    naive = said["cycle_time"]["baselines"].values()
    assert all(said["cycle_time"]["crps_ln"] < other["crps_ln"] for other in naive)


@pytest.mark.corpus
def test_effort_is_sharp_and_holds_on_ten_years_of_tasks() -> None:
    """The last 3,000 tasks: all of them take a quarter of a minute."""
    work = SOURCES["sip"](CORPUS / "history" / "sip")
    score = backtest_effort(work.history.rows(np.arange(7266, 10266)), year_of)
    assert score is not None
    assert score.crps_ln <= 0.42
    for level, seen in score.coverage.items():
        allowed = 0.03 + 2 * score.standard_error[level]
        assert abs(seen - int(level) / 100) <= allowed
