"""The same generated project files through TaskJuggler and through Headway.

Needs Debian's ``tj3`` (``apt-get install tj3``).  Compares one levelled pass of the
kernel with the phase in which tj3 schedules, as its own log announces it, and
``headway plan`` with its 500 futures with the whole of ``tj3``.  Both choose who does
each task, of so many who could (``--choices``); with one, nobody has a choice.  Prints
one line of JSON; ``*_times`` say how many times as long TaskJuggler takes.  Its slots
are an hour by default, as TaskJuggler's own; Headway plans to the minute whatever they
are.
"""

import argparse
import json
import os
import pty
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, not as a module

from benchmarks.levelling import cpu
from benchmarks.options import whole
from headway.integrations.importers.taskjuggler.reader import read_taskjuggler
from headway.plan.files.findings import Findings
from headway.plan.files.network import build_network
from headway.plan.files.problem import build_problem
from headway_engine.effort import medians
from headway_engine.kernels.records import new_run
from headway_engine.kernels.scenarios import dispatch_scenarios
from headway_engine.levelling import level
from headway_engine.packing import pack
from headway_engine.problem import Problem
from headway_engine.schedule import Unplaced

BEGIN = date(2026, 1, 5)
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works on weekdays, some not on Fridays, and is away for weeks."""

    is_off_on_fridays: bool
    leaves: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Hours of work for one of some people, behind others."""

    hours: int
    people: tuple[int, ...]
    behind: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    people: tuple[Person, ...]
    tasks: tuple[Task, ...]
    years: int


def generate(tasks: int, people: int, seed: int, choices: int) -> Plan:
    """Make tasks of 2.2 days on average, up to three links each among neighbours.

    ``choices`` people could do each task, or one more where there are several.
    """
    rng = np.random.default_rng(seed)
    years = 2 + tasks * 3 // people // 200
    hours = np.maximum(17.6 * np.exp(rng.normal(0, 0.8, tasks) - 0.32), 1).astype(int)
    return Plan(
        people=tuple(
            Person(
                bool(rng.random() < 0.2),
                tuple(
                    BEGIN + timedelta(weeks=int(w))
                    for w in sorted(rng.choice(52 * years - 1, 5, replace=False))
                ),
            )
            for _ in range(people)
        ),
        tasks=tuple(
            Task(int(hours[j]), _who(rng, people, choices), _behind(rng, j))
            for j in range(tasks)
        ),
        years=years,
    )


def _who(rng: np.random.Generator, people: int, choices: int) -> tuple[int, ...]:
    count = choices + int(rng.integers(2)) if choices > 1 else 1
    return tuple(map(int, rng.choice(people, min(count, people), replace=False)))


def _behind(rng: np.random.Generator, task: int) -> tuple[int, ...]:
    first = max(task - 150, task // 167 * 167)
    drawn = rng.integers(first, max(task, first + 1), rng.integers(0, 4))
    return tuple(sorted({int(b) for b in drawn if first <= b < task}))


def write_tjp(plan: Plan, path: Path, resolution: int) -> None:
    """Write the project for TaskJuggler, with one report of all dates."""
    lines = [
        f'project p "P" {BEGIN} +{plan.years}y '
        f'{{ timingresolution {resolution}min timezone "UTC" now {BEGIN} }}',
    ]
    for j, person in enumerate(plan.people):
        lines.append(f'resource r{j} "R{j}" {{')
        lines += [f"  leaves annual {d} - {d + timedelta(7)}" for d in person.leaves]
        lines += ["  workinghours fri off"] * person.is_off_on_fridays + ["}"]
    for j, task in enumerate(plan.tasks):
        after = ", ".join(f"!t{b}" for b in task.behind)
        depends = f" depends {after}" if after else ""
        first, *others = (f"r{person}" for person in task.people)
        instead = f" {{ alternative {', '.join(others)} }}" if others else ""
        work = f"effort {task.hours}h allocate {first}{instead}"
        lines.append(f'task t{j} "T{j}" {{ {work}{depends} }}')
    lines.append('taskreport "out" { formats csv columns id, start, end }')
    path.write_text("\n".join(lines) + "\n")


def run(command: Sequence[str | Path], folder: Path) -> dict[str, float]:
    """Run a command; its wall and CPU seconds."""
    begun = time.perf_counter()
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed:\n{(folder / 'log').read_text()[-2000:]}")
    wall = time.perf_counter() - begun
    return {"wall_s": wall, "cpu_s": used.ru_utime + used.ru_stime}


def scheduling_phase(command: Sequence[str | Path], folder: Path) -> dict[str, float]:
    """Run ``tj3`` on a terminal, where it says at once what it begins with."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, cwd=folder, stdout=theirs, stderr=theirs)
    os.close(theirs)
    log, marks = "", {}
    while True:
        try:
            read = os.read(ours, 65536).decode(errors="replace")
        except OSError:  # the terminal is closed: tj3 has ended
            break
        log += read
        for phase in ("Scheduling scenario", "Checking scenario"):
            if phase in log and phase not in marks:
                marks[phase] = (time.perf_counter(), _cpu(process.pid))
    os.close(ours)
    if process.wait() or len(marks) < 2:
        raise SystemExit(f"{command} failed:\n{log[-2000:]}")
    begun, ended = marks["Scheduling scenario"], marks["Checking scenario"]
    return {"wall_s": ended[0] - begun[0], "cpu_s": ended[1] - begun[1]}


def _cpu(pid: int) -> float:
    """Read what CPU time a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def problem_of(path: Path, years: int) -> Problem:
    """Compile the project as ``headway plan`` does."""
    findings = Findings()
    with path.open("rb") as opened:
        file = read_taskjuggler(opened, zone="UTC", name=path.name)
    network = build_network(file, findings)
    begin = datetime.combine(BEGIN, datetime.min.time())
    return build_problem(file, network, now=begin, days=366 * years)


def kernel_pass(problem: Problem) -> float:
    """Time one levelled pass; everything has to find its place."""
    unplaced = int((level(problem).unplaced != Unplaced.PLACED).sum())
    if unplaced:
        raise SystemExit(f"Headway does not place {unplaced} tasks")
    packed = pack(problem)
    drawn, state = medians(problem, packed), new_run(packed.plan)
    row = np.empty((1, len(packed.order)), np.int32)
    return cpu(
        lambda: dispatch_scenarios(
            packed.plan, state, drawn, 1, 0, packed.order, row, row
        )
    )


def compare(plan: Plan, resolution: int) -> dict[str, object]:
    """Run both, and divide."""
    headway = Path(sys.executable).with_name("headway")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_tjp(plan, folder / "p.tjp", resolution)
        kernel = kernel_pass(problem_of(folder / "p.tjp", plan.years))
        tj3 = ["tj3", "--no-color", "p.tjp"]
        phase = scheduling_phase(tj3, folder)
        theirs = run(tj3, folder)
        run([headway, "plan", "p.tjp"], folder)  # compiles the kernels, if need be
        ours = run([headway, "plan", "p.tjp"], folder)
    return {
        "tasks": len(plan.tasks),
        "people": len(plan.people),
        "choices": sum(len(task.people) for task in plan.tasks) / len(plan.tasks),
        "resolution_minutes": resolution,
        "links": sum(len(task.behind) for task in plan.tasks),
        "tj3_scheduling_cpu_s": round(phase["cpu_s"], 3),
        "kernel_cpu_ms": round(kernel * 1000, 3),
        "kernel_times": round(phase["cpu_s"] / kernel),
        "tj3_cpu_s": round(theirs["cpu_s"], 2),
        "plan_cpu_s": round(ours["cpu_s"], 2),
        "cpu_times": round(theirs["cpu_s"] / ours["cpu_s"], 1),
        "tj3_wall_s": round(theirs["wall_s"], 2),
        "plan_wall_s": round(ours["wall_s"], 2),
        "wall_times": round(theirs["wall_s"] / ours["wall_s"], 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=whole(1), default=5_000)
    parser.add_argument("--people", type=whole(1), default=200)
    parser.add_argument("--choices", type=whole(1), default=5)
    parser.add_argument("--seed", type=whole(0), default=1)
    parser.add_argument("--resolution", type=int, choices=(5, 15, 60), default=60)
    options = parser.parse_args()
    if shutil.which("tj3") is None:
        raise SystemExit("TaskJuggler is not here: apt-get install tj3")
    plan = generate(options.tasks, options.people, options.seed, options.choices)
    figures = compare(plan, options.resolution)
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
