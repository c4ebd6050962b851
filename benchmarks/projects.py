"""Reads projects of the field's libraries, and checks schedules minute by minute.

``.sm`` is the format of PSPLIB (Kolisch and Sprecher 1996), ``.rcp`` that of Patterson,
which RanGen and most other libraries write.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from headway_engine.solvers.project import Project

PSPLIB = re.compile(r"j(30|60|90|120)(\d+)_(\d+)", re.IGNORECASE)
SUFFIXES = (".sm", ".rcp")


class Unreadable(ValueError):
    """The file is not what its name says."""


def read(path: Path) -> Project:
    """Read one project.

    Raises
    ------
    Unreadable
        Names the file and what is wrong in it.
    """
    reader = {".sm": _read_sm, ".rcp": _read_rcp}.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(f"{path}: neither .sm nor .rcp")
    try:
        return reader(path.read_text(encoding="latin-1"))
    except StopIteration:
        raise Unreadable(f"{path}: ends too early") from None
    except ValueError as fault:
        raise Unreadable(f"{path}: {fault}") from None


def set_of(path: Path) -> str:
    """Tell the set from a file's name: ``j3010_2`` is of j30, ``RG300_7`` of rg300."""
    found = PSPLIB.fullmatch(path.stem)
    if found:
        return f"j{found[1]}"
    return re.sub(r"[_-]?\d+$", "", path.stem).lower() or path.stem.lower()


def names_of(path: Path) -> list[str]:
    """List what tables of bounds may call the instance."""
    found = PSPLIB.fullmatch(path.stem)
    names = [path.stem.lower(), path.name.lower()]
    if found:
        names.insert(0, f"j{found[1]}_{(int(found[2]) - 1) * 10 + int(found[3])}")
    return names


def read_bounds(path: Path) -> dict[str, tuple[int, int]]:
    """Read lower and upper bounds from a CSV file ``instance,lb,ub``."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    if not rows or not {"instance", "lb", "ub"} <= set(rows[0]):
        raise Unreadable(f"{path}: has no columns instance, lb, ub")
    return {
        row["instance"].strip().lower(): (
            int(np.ceil(float(row["lb"] or 0) - 1e-6)),
            int(float(row["ub"])),
        )
        for row in rows
        if row["ub"]
    }


def _numbers(text: str) -> Iterator[int]:
    return iter([int(float(word)) for word in text.split()])


def _section(text: str, title: str, skip: int) -> Iterator[int]:
    """Give the numbers under a title of a ``.sm`` file, up to the next rule."""
    found = re.search(rf"^{title}.*$((?:\n(?!\*).*)*)", text, re.MULTILINE)
    if not found:
        raise ValueError(f"has no section {title}")
    lines = found[1].strip("\n").split("\n")[skip:]
    return _numbers(" ".join(line for line in lines if not line.startswith("-")))


def _read_sm(text: str) -> Project:
    text = text.replace("\r", "")
    counts = {
        kind: re.search(rf"{kind}\s*:\s*(\d+)", text)
        for kind in (r"jobs \(incl[^)]*\)", "- renewable", "- nonrenewable")
    }
    jobs, renewable, used_up = (int(c[1]) if c else 0 for c in counts.values())
    if used_up or not jobs or not renewable:
        raise ValueError("has no jobs, no renewable or some nonrenewable resources")
    arrows = _section(text, "PRECEDENCE RELATIONS", 1)
    successors = []
    for job in range(1, jobs + 1):
        number, modes, count = next(arrows), next(arrows), next(arrows)
        if number != job or modes != 1:
            raise ValueError(f"job {number} in place of {job}, with {modes} modes")
        successors.append([next(arrows) - 1 for _ in range(count)])
    needs = _section(text, "REQUESTS/DURATIONS", 1)
    rows = [[next(needs) for _ in range(renewable + 3)] for _ in range(jobs)]
    available = _section(text, "RESOURCEAVAILABILITIES", 1)
    table = np.array(rows, np.int32)
    return Project(
        duration=table[:, 2],
        demand=table[:, 3:],
        capacity=np.array([next(available) for _ in range(renewable)], np.int32),
        successors=successors,
    )


def _read_rcp(text: str) -> Project:
    numbers = _numbers(text)
    jobs, resources = next(numbers), next(numbers)
    capacity = [next(numbers) for _ in range(resources)]
    rows, successors = [], []
    for _ in range(jobs):
        rows.append([next(numbers) for _ in range(resources + 1)])
        successors.append([next(numbers) - 1 for _ in range(next(numbers))])
    if next(numbers, None) is not None:
        raise ValueError("goes on after the last job")
    table = np.array(rows, np.int32)
    return Project(
        duration=table[:, 0],
        demand=table[:, 1:],
        capacity=np.array(capacity, np.int32),
        successors=successors,
    )


def faults(project: Project, start: np.ndarray, length: int) -> list[str]:
    """Say what is wrong with a schedule, by looking at every activity and instant."""
    found = []
    finish = [int(s) + int(d) for s, d in zip(start, project.duration, strict=True)]
    for a, following in enumerate(project.successors):
        if start[a] < 0 or finish[a] > length:
            found.append(f"{a} lies outside of the project")
        found += [
            f"{b} begins before {a} ends" for b in following if start[b] < finish[a]
        ]
    for t in range(length):
        running = [a for a in range(len(finish)) if start[a] <= t < finish[a]]
        for k, there_is in enumerate(project.capacity.tolist()):
            if sum(int(project.demand[a, k]) for a in running) > there_is:
                found.append(f"resource {k} is overbooked at {t}")
    if max(finish) != length:
        found.append(f"ends at {max(finish)}, not {length}")
    return found
