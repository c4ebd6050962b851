"""Benchmarks are commands for instances that nobody here has seen."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.projects import Unreadable, names_of, read, read_bounds, set_of
from tests.corpus import REPOSITORY

JOBS = ((0, (0, 0), (2, 3)), (4, (3, 1), (4,)), (2, (2, 0), (4,)), (0, (0, 0), ()))
"""Duration, demand and successors of each, counted from 1: the first two compete."""

SM = """************************************************************************
file with basedata            : x.bas
************************************************************************
projects                      :  1
jobs (incl. supersource/sink ):  4
RESOURCES
  - renewable                 :  2   R
  - nonrenewable              :  0   N
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     4       3    1
  3      1     2       2    0
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    4    1
************************************************************************
"""


def rcp(jobs: Sequence[tuple[int, Sequence[int], Sequence[int]]] = JOBS) -> str:
    lines = [f"{len(jobs)} 2", "4 1"]
    for duration, needs, after in jobs:
        lines.append(" ".join(map(str, [duration, *needs, len(after), *after])))
    return "\n".join(lines)


def run(command: str, *options: str, at: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(REPOSITORY / "benchmarks" / command), *options],
        cwd=at, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("j301_1.sm", SM),
        ("J301_1.SM", SM.replace("\n", "\r\n")),
        ("end.sm", SM.rstrip("*\n")),
        ("RG300_1.rcp", rcp()),
        ("wrapped.rcp", rcp().replace("2 2 3", "2 2\n   3")),
        ("dos.RCP", rcp().replace("\n", "\r\n\r\n") + "\r\n\x1a"),
        ("decimal.rcp", rcp().replace("4 3 1", "4.0 3 1.0")),
    ],
)
def test_a_project_is_read_as_it_is_written(
    tmp_path: Path, name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_text(text, newline="")
    project = read(path)
    assert project.duration.tolist() == [0, 4, 2, 0]
    assert project.demand.tolist() == [[0, 0], [3, 1], [2, 0], [0, 0]]
    assert project.capacity.tolist() == [4, 1]
    assert [list(each) for each in project.successors] == [[1, 2], [3], [3], []]


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("x.sm", SM.replace("  4      1     0 ", "  4      1 "), "ends too early"),
        ("x.sm", SM.replace("renewable", "rented"), "no renewable"),
        ("x.rcp", "", "ends too early"),
        ("x.rcp", rcp().replace("4 3 1", "4.5 3 1"), "4.5 is no whole number"),
        ("x.rcp", rcp().replace("4 3 1", "4 5 1"), "activity 1 needs more"),
        ("x.rcp", rcp().replace("1 1 4", "1 1 2"), "circle"),
        ("x.rcp", rcp() + "\n7", "goes on"),
        ("x.rcp", "0 1\n5", "0 jobs"),
        ("x.rcp", rcp().replace("4 3 1", f"{1 << 40} 3 1"), str(1 << 40)),
    ],
)
def test_what_is_wrong_is_told_with_the_file(
    tmp_path: Path, name: str, text: str, fault: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(Unreadable, match=rf"{name}: .*{fault}"):
        read(path)


def test_the_set_is_told_from_the_name() -> None:
    names = ("j301_1", "J6048_10", "j9010_5", "j12060_10", "RG300_480", "Pat12")
    sets = [set_of(Path(f"{name}.x")) for name in names]
    assert sets == ["j30", "j60", "j90", "j120", "rg300", "pat"]
    assert names_of(Path("J3010_2.SM"))[0] == "j30_92"


def test_bounds_may_be_missing_and_say_where_they_are_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bounds.csv"
    path.write_text("Instance, LB, UB\nJ30_1 , 3.2, 7\nj30_2,,9\nj30_3,5,\n\n")
    assert read_bounds(path) == {"j30_1": (4, 7), "j30_2": (0, 9)}
    path.write_text("instance,lb,ub\n")
    assert read_bounds(path) == {}
    for text, fault in (
        ("instance,lb,ub\nj30_1,x,7\n", "line 2"),
        ("instance,lb,ub\nj30_1,nan,7\n", "line 2"),
        ("instance;lb;ub\nj30_1;1;7\n", "commas"),
        ("", "instance,lb,ub"),
    ):
        path.write_text(text)
        with pytest.raises(Unreadable, match=fault):
            read_bounds(path)
    path.write_bytes(b"\xf7\x00,\n")
    with pytest.raises(Unreadable, match="is no CSV file"):
        read_bounds(path)
    with pytest.raises(Unreadable, match=r"cannot be read .*: name a CSV file"):
        read_bounds(tmp_path)


def test_a_folder_is_solved_from_anywhere(tmp_path: Path) -> None:
    folder = tmp_path / "a set"
    folder.mkdir()
    (folder / "j301_1.sm").write_text(SM)
    (folder / "RG300_1.rcp").write_text(rcp())
    (tmp_path / "bounds.csv").write_text("instance,lb,ub\nj30_1,6,6\n")
    options = ("a set", "--bounds", "bounds.csv", "--schedules", "20", "--threads", "2")
    answer = run("rcpsp.py", *options, at=tmp_path)
    found = json.loads(answer.stdout)
    assert answer.stdout.count("\n") == 1
    assert list(found) == [
        "set", "instances", "schedules", "seconds", "threads", "above_cpm_pct",
        "above_best_pct", "optimal", "cpu_s", "wall_s",
    ]  # fmt: skip
    # Four and two units of time, one after the other, on a path of four.
    known = ("j30+rg300", 2, 50.0, 0.0, 1)
    keys = ("set", "instances", "above_cpm_pct", "above_best_pct", "optimal")
    assert tuple(found[key] for key in keys) == known
    few = run("rcpsp.py", *options, "--sample", "10", at=tmp_path)
    assert json.loads(few.stdout)["instances"] == 1


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("--schedules", "0"), "'0' will not do: give a whole number, 1 or more"),
        (("--seconds", "nan"), "'nan' will not do: give seconds, more than 0"),
        (("--schedules", "1", "--sample", "x"), "'x' will not do"),
        (("--schedules", "1"), "nowhere: no such folder"),
        ((), "required"),
    ],
)
def test_what_cannot_be_run_says_what_would_do(
    tmp_path: Path, options: tuple[str, ...], fault: str
) -> None:
    answer = run("rcpsp.py", "nowhere", "--bounds", "b.csv", *options, at=tmp_path)
    assert answer.returncode
    assert fault in answer.stderr
    assert "Traceback" not in answer.stderr


def test_levelling_prints_its_figures(tmp_path: Path) -> None:
    size = ("--items", "5", "--people", "1", "--scenarios", "3", "--threads", "1")
    found = json.loads(run("levelling.py", *size, at=tmp_path).stdout)
    assert list(found) == [
        "pass_cpu_ms", "preview_wall_s", "scenarios_wall_s", "scenarios_cpu_s",
        "violations",
    ]  # fmt: skip
    assert found["violations"] == 0


def test_explanations_are_counted(tmp_path: Path) -> None:
    size = ("--random", "1", "--attributions", "1", "--no-demo")
    answer = run("explain.py", *size, at=tmp_path)
    assert list(json.loads(answer.stdout)) == [
        "items", "earlier_pct", "attributions", "add_up_pct", "same_leader_pct",
    ]  # fmt: skip
