"""Histories that nobody has seen: what holds, and that nothing makes the command fail.

``unseen`` makes them by rules that know nothing of the models.
"""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.calibration import judged
from benchmarks.histories import read_csv
from tests.engine.forecasting.unseen import HEADER, KINDS, text_of

COMMAND = [sys.executable, "benchmarks/calibration.py", "--csv"]
LEVELS = ("50", "80", "90")


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("is_by_day", [False, True])
def test_ranges_hold_on_kinds_never_seen(
    tmp_path: Path, kind: str, *, is_by_day: bool
) -> None:
    file, rng = tmp_path / "history.csv", np.random.default_rng(7)
    file.write_text(text_of(KINDS[kind](600, rng), rng, is_by_day=is_by_day))
    said = judged(read_csv(file), has_table=False)
    for target in ("effort", "cycle_time"):
        score = said[target]
        if score is None:
            assert (target, kind) == ("effort", "no_estimates")
            continue
        for level in LEVELS:
            error = abs(score["coverage"][level] - int(level) / 100)
            assert error <= 0.03 + 2 * score["standard_error"][level], (target, level)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("n", [2, 30, 100])
def test_few_items_are_judged_or_said_to_be_too_few(
    tmp_path: Path, kind: str, n: int
) -> None:
    file, rng = tmp_path / "history.csv", np.random.default_rng(n)
    file.write_text(text_of(KINDS[kind](n, rng), rng))
    said = judged(read_csv(file), has_table=True)
    for target in ("effort", "totals", "cycle_time", "throughput", "growth"):
        assert said[target] is not None or said["notes"][target]
    json.dumps(said, allow_nan=False)


DIRTY = "\r\n".join(
    [
        HEADER.replace(",", ";"),
        "1;2026-01-01;2026-01-02;2026-01-05;60;90;Zoë;bug;web",
        "2;2026-01-03T10:00+02:00;2026-01-02;2026-01-02T23:59:59Z;0;-5;李;bug;",
        "1;2026-01-01;2026-01-02;2026-01-05;60;90;Zoë;bug;web",
        ";2026-01-01;;;;;;;",
        "3;2026-02-30;soon;2026-01-09;2h;1e400;;" + "x" * 200_000 + ";",
        "4;2026-01-08;2026-01-09;2026-01-07;60,5;90;\u202eabc;;",
        "5;0001-01-01;9999-12-31;;;;;;",
        '6;"2026-01-08";;;"60";;"a ""b"" c";;',
        "7",
    ]
)


def test_what_cannot_be_read_is_left_out_and_counted(tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    file.write_text(DIRTY, encoding="utf-8-sig", newline="")
    work = read_csv(file)
    assert len(work.history) == 7
    assert work.skipped == {
        "unreadable_id": 1,
        "unreadable_created": 1,
        "unreadable_started": 1,
        "unreadable_estimate_minutes": 1,
        "unreadable_actual_minutes": 1,
        "repeated_id": 1,
        "finished_before_start": 1,
        "amount_not_above_0": 2,
    }
    json.dumps(judged(work, has_table=True), allow_nan=False)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (DIRTY.encode(), 0),
        (b"", 2),
        (HEADER.encode(), 2),
        (b"\xff\xfei\x00d\x00\n", 2),
        (b"id,finished\n1,2026-01-01\n2,\xff\xfe\x00\n3,2026-01-02\n", 0),
        (b"PK\x03\x04" + bytes(range(256)) * 40, 2),
    ],
)
def test_no_file_makes_the_command_break(
    tmp_path: Path, content: bytes, code: int
) -> None:
    file = tmp_path / "history.csv"
    file.write_bytes(content)
    ran = subprocess.run(
        [*COMMAND, str(file)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, "Traceback" in ran.stderr) == (code, False), ran.stderr
    if code == 0:
        assert json.loads(ran.stdout)["skipped"]
    else:
        assert ran.stderr.count("\n") == 1
