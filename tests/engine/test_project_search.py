"""The search keeps the rules of projects, finds known optima, and repeats itself."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.projects import Unreadable, faults, names_of, read, read_bounds, set_of
from headway_engine.errors import InvalidProblem
from headway_engine.solvers.project import Project, compile_network
from headway_engine.solvers.searching import (
    Solution,
    members,
    search_schedules,
    search_seconds,
)

unhurried = settings(deadline=None, max_examples=60)


def random_project(seed: int, most: int = 30) -> Project:
    rng = np.random.default_rng(seed)
    n, resources = int(rng.integers(1, most)), int(rng.choice([1, 2, 4, 5, 9]))
    top = int(rng.choice([10, 10, 40_000]))
    capacity = rng.integers(1, top, resources)
    demand = (rng.random((n, resources)) * (capacity + 1)).astype(np.int32)
    demand[rng.random((n, resources)) < 0.5] = 0
    return Project(
        duration=rng.integers(0, 10, n).astype(np.int32),
        demand=demand,
        capacity=capacity.astype(np.int32),
        successors=[
            sorted(set(rng.integers(a + 1, n, rng.integers(0, 3)).tolist()))
            if a + 1 < n
            else []
            for a in range(n)
        ],
    )


def shortest(project: Project) -> int:
    """Try every order: a serial schedule of one of them is optimal."""
    n = len(project.duration)
    ahead = [[a for a in range(n) if b in project.successors[a]] for b in range(n)]
    best = int(project.duration.sum())
    for order in permutations(range(n)):
        place = {a: k for k, a in enumerate(order)}
        if any(place[a] > place[b] for b in range(n) for a in ahead[b]):
            continue
        used = np.zeros((best + 11, len(project.capacity)), int)
        finish: dict[int, int] = {}
        for a in order:
            t = max((finish[b] for b in ahead[a]), default=0)
            d = int(project.duration[a])
            while d and (used[t : t + d] + project.demand[a] > project.capacity).any():
                t += 1
            if t + d > best:
                break
            used[t : t + d] += project.demand[a]
            finish[a] = t + d
        else:
            best = min(best, max(finish.values()))
    return best


def wrong(project: Project, solution: Solution) -> list[str]:
    return faults(project, solution.start, solution.length)


@unhurried
@given(st.integers(0, 2**32 - 1))
def test_whatever_the_project_its_schedule_keeps_the_rules(seed: int) -> None:
    project = random_project(seed)
    found = search_schedules(project, 60, seed=seed)
    assert wrong(project, found) == []
    assert found.length >= found.bounds.best


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_small_projects_become_as_short_as_they_can(seed: int) -> None:
    project = random_project(seed, most=7)
    assert search_schedules(project, 300, seed=1).length == shortest(project)


def test_the_same_seed_gives_the_same_bytes_and_no_more_than_was_asked() -> None:
    project = random_project(5)
    once, again = (search_schedules(project, 500, seed=3) for _ in range(2))
    assert once.start.tobytes() == again.start.tobytes()
    assert once.schedules == again.schedules <= 500
    assert once.schedules > 498
    with pytest.raises(InvalidProblem, match="1 schedules are too few"):
        search_schedules(project, 1, seed=3)


def test_more_schedules_make_no_longer_project_on_average() -> None:
    projects = [random_project(seed) for seed in range(40)]
    few, many = (
        sum(search_schedules(p, limit, seed=1).length for p in projects)
        for limit in (20, 400)
    )
    assert many <= few


def test_time_is_a_budget_too_and_threads_share_it() -> None:
    project = random_project(8)
    for threads in (1, 2):
        found = search_seconds(project, 0.02, seed=1, threads=threads)
        assert wrong(project, found) == []
        assert found.schedules > 0


def test_populations_grow_with_what_there_is_to_spend() -> None:
    assert members(1000, 30) > members(1000, 120) > members(300, 120)
    assert members(1, 120) == 4


ONE = Project(
    duration=np.array([2, 3, 1], np.int32),
    demand=np.array([[1], [1], [2]], np.int32),
    capacity=np.array([2], np.int32),
    successors=[[2], [], []],
)


def test_bounds_are_the_longest_path_and_the_work_that_has_to_fit() -> None:
    _, bounds = compile_network(ONE)
    assert (bounds.critical_path, bounds.work, bounds.best) == (3, 4, 4)
    assert search_schedules(ONE, 10, seed=1).length == 4


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"successors": [[1], [0], []]}, "in a circle among activities"),
        ({"successors": [[7], [], []]}, "activity 0 is followed by one"),
        ({"capacity": np.array([1], np.int32)}, "activity 2 needs more than"),
        ({"capacity": np.array([1, 1], np.int32)}, "other shapes"),
        ({"duration": np.array([-1, 3, 1], np.int32)}, "none below 0"),
        ({"duration": np.array([1 << 30] * 3, np.int32)}, "coarser unit"),
    ],
)
def test_what_is_no_project_is_refused(change: dict, fault: str) -> None:
    with pytest.raises(InvalidProblem, match=fault):
        search_schedules(replace(ONE, **change), 10, seed=1)


def test_the_check_sees_each_broken_rule() -> None:
    start = np.array([0, 0, 3])
    assert faults(ONE, start, 4) == []
    assert faults(ONE, np.array([0, 0, 1]), 3) == [
        "2 begins before 0 ends",
        "resource 0 is overbooked at 1",
    ]
    assert faults(ONE, start, 5) == ["ends at 4, not 5"]
    assert faults(ONE, np.array([-1, 0, 3]), 4) == ["0 lies outside of the project"]


SM = """\
jobs (incl. supersource/sink ):  3
RESOURCES
  - renewable                 :  1   R
  - nonrenewable              :  0   N
*****
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          1           3
   2        1          0
   3        1          0
*****
REQUESTS/DURATIONS:
jobnr. mode duration  R 1
-------------------------
  1      1     2       1
  2      1     3       1
  3      1     1       2
*****
RESOURCEAVAILABILITIES:
  R 1
    2
*****
"""
RCP = "3 1\n2\n\n2 1 1\n 3\n3 1 0\n1 2 0\n"


@pytest.mark.parametrize(("name", "text"), [("j301_1.sm", SM), ("RG300_1.rcp", RCP)])
def test_both_formats_are_read(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    project = read(path)
    assert project.duration.tolist() == ONE.duration.tolist()
    assert project.demand.tolist() == ONE.demand.tolist()
    assert project.capacity.tolist() == ONE.capacity.tolist()
    assert project.successors == ONE.successors


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("a.rcp", RCP[:-3], "a.rcp: ends too early"),
        ("a.rcp", RCP + "7", "goes on after the last job"),
        ("a.rcp", RCP.replace("3 1 0", "x 1 0"), "a.rcp: .*'x'"),
        ("a.sm", SM.replace("PRECEDENCE", "NOTHING"), "no section PRECEDENCE"),
        ("a.sm", SM.replace("0   N", "2   N"), "some nonrenewable"),
        ("a.sm", SM.replace("   2        1 ", "   2        2 "), "with 2 modes"),
        ("a.mm", "", "neither .sm nor .rcp"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, name: str, text: str, fault: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(Unreadable, match=fault):
        read(path)


def test_files_tell_their_set_and_tables_their_bounds(tmp_path: Path) -> None:
    names = ["j3010_2.sm", "j1201_10.sm", "RG300_17.rcp", "pat3.rcp"]
    assert [set_of(Path(n)) for n in names] == ["j30", "j120", "rg300", "pat"]
    assert names_of(Path("j3010_2.sm")) == ["j30_92", "j3010_2", "j3010_2.sm"]
    table = tmp_path / "bounds.csv"
    table.write_text("instance,lb,ub\nJ30_92,43.0,44\nJ30_93,,50\nJ30_94,9,\n")
    assert read_bounds(table) == {"j30_92": (43, 44), "j30_93": (0, 50)}
    table.write_text("name,best\n")
    with pytest.raises(Unreadable, match="name the columns instance,lb,ub"):
        read_bounds(table)
