"""The dates of TaskJuggler, on projects in which nobody has a choice.

Each person's tasks follow each other over links, so that no rule of priority matters;
then calendars, leaves, gaps, links and constraints alone say when things happen.
Needs Debian's ``tj3``.
"""

import csv
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from headway_engine.calendars import DatedHours, WorkingTime, compile_calendars
from headway_engine.levelling import level
from headway_engine.problem import NONE, Drive, Problem
from tests.engine.worlds import world

pytestmark = pytest.mark.skipif(
    shutil.which("tj3") is None, reason="TaskJuggler is not here: apt-get install tj3"
)

BEGIN = date(2026, 1, 5)
DAYS = 300
PROJECTS, FILES = 60, 5
SHIFTS = (((9, 12), (13, 18)), ((7, 15),), ((10, 14), (16, 20)))
OFFICE = ((9, 12), (13, 17))
MIDNIGHT = datetime.combine(BEGIN, datetime.min.time(), UTC)
DRIVES = {
    "effort": Drive.EFFORT,
    "length": Drive.DURATION,
    "duration": Drive.ELAPSED,
    "milestone": Drive.MILESTONE,
}


@dataclass(frozen=True)
class Person:
    shift: tuple[tuple[int, int], ...]
    day_off: int
    leave: date

    @property
    def time(self) -> WorkingTime:
        hours = tuple((a * 60, b * 60) for a, b in self.shift)
        week = tuple(hours if d < 5 and d != self.day_off else () for d in range(7))
        away = DatedHours(first=self.leave, last=self.leave + timedelta(3))
        return WorkingTime(week=week, exceptions=(away,))

    def tjp(self, name: str) -> str:
        hours = ", ".join(f"{a}:00 - {b}:00" for a, b in self.shift)
        off = ("mon", "tue", "wed", "thu", "fri")
        lines = [f"  workinghours mon - fri {hours}", "  workinghours sat, sun off"]
        lines += [f"  workinghours {day} off" for day in off[self.day_off :][:1]]
        lines.append(f"  leaves annual {self.leave} - {self.leave + timedelta(4)}")
        return "\n".join([f'resource {name} "{name}" {{', *lines, "}"])


@dataclass(frozen=True)
class Wait:
    before: int
    on_start: bool
    gap: int
    is_working: bool

    def tjp(self, project: str) -> str:
        said = ["onstart"] * self.on_start
        kind = "gaplength" if self.is_working else "gapduration"
        said += [f"{kind} {self.gap}h"] * (self.gap > 0)
        return f"{project}_t{self.before}" + (
            f" {{ {' '.join(said)} }}" if said else ""
        )


@dataclass(frozen=True)
class Task:
    kind: str
    hours: int
    person: int
    waits: tuple[Wait, ...]
    start: int | None
    """Hours after the beginning before which it does not start."""

    def tjp(self, name: str, project: str) -> str:
        lines = []
        if self.kind == "milestone":
            lines.append("milestone")
        elif self.kind == "effort":
            lines.append(f"effort {self.hours}h allocate {project}_r{self.person}")
        else:
            lines.append(f"{self.kind} {self.hours}h")
        if self.start is not None:
            at = MIDNIGHT + timedelta(hours=self.start)
            lines.append(f"start {at:%Y-%m-%d-%H:%M}")
        if self.waits:
            lines.append("depends " + ", ".join(w.tjp(project) for w in self.waits))
        return f'task {name} "{name}" {{ ' + " ".join(lines) + " }"


@dataclass(frozen=True)
class Plan:
    people: tuple[Person, ...]
    tasks: tuple[Task, ...]

    def problem(self) -> Problem:
        office = tuple((a * 60, b * 60) for a, b in OFFICE)
        week = tuple(office if d < 5 else () for d in range(7))
        times = [*(p.time for p in self.people), WorkingTime(week=week)]
        calendars = compile_calendars(times, origin=BEGIN, days=DAYS)
        last = len(self.people)
        made = world(
            *(
                {
                    "drive": DRIVES[task.kind],
                    "minutes": task.hours * 60,
                    "people": [task.person] if task.kind == "effort" else [],
                    "calendar": last if task.kind == "length" else NONE,
                }
                | ({} if task.start is None else {"not_before": task.start * 60})
                for task in self.tasks
            ),
            calendars=[[] for _ in times],
            capacity=[1000] * last,
            links=[
                (
                    w.before,
                    j,
                    int(w.on_start),
                    w.gap * 60,
                    last if w.is_working else NONE,
                )
                for j, task in enumerate(self.tasks)
                for w in task.waits
            ],
        )
        return Problem(
            now=0, calendars=calendars, people=made.people, items=made.items,
            parts=made.parts, groups=made.groups, links=made.links,
        )  # fmt: skip


def draw(rng: np.random.Generator) -> Plan:
    people = tuple(
        Person(
            SHIFTS[rng.integers(3)],
            int(rng.integers(0, 8)),
            BEGIN + timedelta(days=int(rng.integers(1, 30))),
        )
        for _ in range(int(rng.integers(1, 4)))
    )
    tasks: list[Task] = []
    last: dict[int, int] = {}
    for j in range(int(rng.integers(3, 9))):
        kind = str(rng.choice(["effort"] * 4 + ["length", "duration", "milestone"]))
        person = int(rng.integers(len(people)))
        waits = _waits(rng, [task.kind for task in tasks])
        if kind == "effort":
            before = {w.before for w in waits if not w.on_start}
            if person in last and last[person] not in before:
                kept = [w for w in waits if w.before != last[person]]
                waits = (
                    *kept,
                    Wait(last[person], on_start=False, gap=0, is_working=False),
                )
            last[person] = j
        start = int(rng.integers(0, 300)) if not waits and rng.random() < 0.5 else None
        tasks.append(Task(kind, int(rng.integers(1, 40)), person, tuple(waits), start))
    return Plan(people, tuple(tasks))


def _waits(rng: np.random.Generator, kinds: list[str]) -> tuple[Wait, ...]:
    """Draw what a task waits for.

    TaskJuggler lets others wait for the start of what people do from when it could
    begin on, closed hours or not, and then complains; so nobody waits for that.
    """
    befores = {int(b) for b in rng.integers(0, len(kinds) or 1, rng.integers(0, 3))}
    return tuple(
        Wait(
            before,
            on_start=kinds[before] in ("duration", "milestone") and rng.random() < 0.4,
            gap=int(rng.choice([0, 0, 3, 10])),
            is_working=bool(rng.random() < 0.5),
        )
        for before in sorted(befores)
        if before < len(kinds)
    )


def scheduled(plans: list[Plan], folder: Path) -> dict[str, tuple[int, int]]:
    """Let TaskJuggler date all plans at once; minutes of start and end by task."""
    office = ", ".join(f"{a}:00 - {b}:00" for a, b in OFFICE)
    lines = [
        f'project p "P" {BEGIN} +{DAYS}d {{ timingresolution 60min timezone "UTC"',
        f"  workinghours mon - fri {office} workinghours sat, sun off now {BEGIN} }}",
    ]
    for n, plan in enumerate(plans):
        lines += [p.tjp(f"p{n}_r{j}") for j, p in enumerate(plan.people)]
        lines += [task.tjp(f"p{n}_t{j}", f"p{n}") for j, task in enumerate(plan.tasks)]
    lines.append(
        'taskreport "out" { formats csv columns id, start, end'
        ' timeformat "%Y-%m-%d-%H:%M" }'
    )
    (folder / "p.tjp").write_text("\n".join(lines) + "\n")
    command = ["tj3", "--no-color", "p.tjp"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-2000:]
    with (folder / "out.csv").open() as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {row["Id"]: (_minute(row["Start"]), _minute(row["End"])) for row in rows}


def _minute(text: str) -> int:
    at = datetime.strptime(text, "%Y-%m-%d-%H:%M").replace(tzinfo=UTC)
    return (at - MIDNIGHT) // timedelta(minutes=1)


def compared(number: int, folder: Path) -> tuple[int, list[tuple[object, ...]]]:
    """Let both date the projects of a file; return how many tasks, and what differs."""
    rng = np.random.default_rng([number, 0x746A33])
    plans = [draw(rng) for _ in range(PROJECTS)]
    theirs = scheduled(plans, folder)
    differences: list[tuple[object, ...]] = []
    for n, plan in enumerate(plans):
        ours = level(plan.problem())
        for j, task in enumerate(plan.tasks):
            start, end = theirs[f"p{n}_t{j}"]
            same = end == ours.finish[j]
            if task.kind == "effort":
                same = same and start == ours.start[j]
            if not same:
                mine = int(ours.start[j]), int(ours.finish[j])
                differences.append((n, j, task, (start, end), mine))
    return len(theirs), differences


@pytest.mark.parametrize("number", range(FILES))
def test_forced_dates_are_those_of_taskjuggler(number: int, tmp_path: Path) -> None:
    _, differences = compared(number, tmp_path)
    assert differences == []
