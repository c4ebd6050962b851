"""The same generated projects through TaskJuggler and through Headway, side by side.

Needs Debian's ``tj3`` (``apt-get install tj3``).  Compares one levelled pass of the
kernel with the phase in which tj3 schedules, as its own log announces it, and
``headway plan`` with its 500 futures with the whole of ``tj3``.  Prints one line of
JSON; ``*_times`` say how many times as long TaskJuggler takes.  Its slots are an hour
by default, as TaskJuggler's own; Headway plans to the minute whatever they are.
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
from xml.sax.saxutils import escape

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, not as a module

from benchmarks.levelling import cpu
from headway.integrations.importers.msproject.reader import read_msproject
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
HOURS = ((9, 12), (13, 18))
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works on weekdays, some not on Fridays, and is away for weeks."""

    is_off_on_fridays: bool
    leaves: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Hours of one person's work, behind others."""

    hours: int
    person: int
    behind: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    people: tuple[Person, ...]
    tasks: tuple[Task, ...]
    years: int


def generate(tasks: int, people: int, seed: int) -> Plan:
    """Make tasks of 2.2 days on average, up to three links each among neighbours."""
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
            Task(int(hours[j]), int(rng.integers(people)), _behind(rng, j))
            for j in range(tasks)
        ),
        years=years,
    )


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
        work = f"effort {task.hours}h allocate r{task.person}"
        lines.append(f'task t{j} "T{j}" {{ {work}{depends} }}')
    lines.append('taskreport "out" { formats csv columns id, start, end }')
    path.write_text("\n".join(lines) + "\n")


def tag(name: str, *content: object) -> str:
    """Wrap texts, escaped, and tags, as they are."""
    inner = "".join(
        str(c) if str(c).startswith("<") else escape(str(c)) for c in content
    )
    return f"<{name}>{inner}</{name}>"


def write_mspdi(plan: Plan, path: Path) -> None:
    """Write the project as Microsoft Project XML; calendar 1 is nobody's."""
    people = range(len(plan.people))
    resources = (
        tag("Resource", tag("UID", j + 1), tag("Name", f"R{j}"), tag("Type", 1),
            tag("CalendarUID", j + 2))
        for j in people
    )  # fmt: skip
    assignments = (
        tag("Assignment", tag("UID", j + 1), tag("TaskUID", j + 1),
            tag("ResourceUID", task.person + 1), tag("Units", 1),
            tag("Work", f"PT{task.hours}H0M0S"))
        for j, task in enumerate(plan.tasks)
    )  # fmt: skip
    path.write_text(
        '<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project">'
        + tag("StartDate", f"{BEGIN}T09:00:00")
        + tag("CalendarUID", 1)
        + tag("MinutesPerDay", 480)
        + tag(
            "Calendars",
            _calendar(1, Person(is_off_on_fridays=False, leaves=())),
            *(_calendar(j + 2, plan.people[j]) for j in people),
        )
        + tag("Tasks", *(_task(j, task) for j, task in enumerate(plan.tasks)))
        + tag("Resources", *resources)
        + tag("Assignments", *assignments)
        + "</Project>"
    )


def _calendar(uid: int, person: Person) -> str:
    spans = [
        tag(
            "WorkingTime",
            tag("FromTime", f"{a:02}:00:00"),
            tag("ToTime", f"{b:02}:00:00"),
        )
        for a, b in HOURS
    ]
    days = []
    for day in range(1, 8):  # 1 is Sunday
        works = 2 <= day <= 6 - person.is_off_on_fridays
        times = tag("WorkingTimes", *spans) if works else ""
        days.append(
            tag("WeekDay", tag("DayType", day), tag("DayWorking", int(works)))
            .replace("</WeekDay>", f"{times}</WeekDay>")
        )  # fmt: skip
    off = [
        tag("Exception", tag("Type", 1), tag("DayWorking", 0), tag("TimePeriod",
            tag("FromDate", f"{d}T00:00:00"),
            tag("ToDate", f"{d + timedelta(6)}T23:59:00")))
        for d in person.leaves
    ]  # fmt: skip
    return tag(
        "Calendar", tag("UID", uid), tag("Name", f"C{uid}"), tag("IsBaseCalendar", 1),
        tag("WeekDays", *days), tag("Exceptions", *off),
    )  # fmt: skip


def _task(j: int, task: Task) -> str:
    links = (
        tag("PredecessorLink", tag("PredecessorUID", b + 1), tag("Type", 1),
            tag("LinkLag", 0))
        for b in task.behind
    )  # fmt: skip
    return tag(
        "Task", tag("UID", j + 1), tag("ID", j + 1), tag("Name", f"T{j}"),
        tag("Type", 2), tag("OutlineLevel", 1), tag("OutlineNumber", j + 1),
        tag("Duration", f"PT{task.hours}H0M0S"), tag("Work", f"PT{task.hours}H0M0S"),
        *links,
    )  # fmt: skip


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
    findings, file = Findings(), read_msproject(path)
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


def compare(tasks: int, people: int, seed: int, resolution: int) -> dict[str, object]:
    """Generate, run both, and divide."""
    plan = generate(tasks, people, seed)
    headway = Path(sys.executable).with_name("headway")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_tjp(plan, folder / "p.tjp", resolution)
        write_mspdi(plan, folder / "p.xml")
        kernel = kernel_pass(problem_of(folder / "p.xml", plan.years))
        tj3 = ["tj3", "--no-color", "p.tjp"]
        phase = scheduling_phase(tj3, folder)
        theirs = run(tj3, folder)
        run([headway, "plan", "p.xml"], folder)  # compiles the kernels, if need be
        ours = run([headway, "plan", "p.xml"], folder)
    return {
        "tasks": tasks,
        "people": people,
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
    parser.add_argument("--tasks", type=int, default=5_000)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resolution", type=int, choices=(5, 15, 60), default=60)
    options = parser.parse_args()
    if shutil.which("tj3") is None:
        raise SystemExit("TaskJuggler is not here: apt-get install tj3")
    figures = compare(options.tasks, options.people, options.seed, options.resolution)
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
