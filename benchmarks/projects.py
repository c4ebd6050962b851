"""Reads projects of the field's libraries, and checks schedules minute by minute.

``.sm`` is the format of PSPLIB (Kolisch and Sprecher 1996), ``.rcp`` that of Patterson,
which RanGen and most other libraries write.
"""

import csv
import math
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from headway_engine.solvers.project import Project, compile_network

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
    text = path.read_text(encoding="latin-1").rstrip(
        "\x1a\n\r\t "
    )  # DOS ended files so
    try:
        project = reader(text)
        compile_network(project)  # what does not add up is told with the file's name
    except StopIteration:
        raise Unreadable(f"{path}: ends too early") from None
    except (ValueError, OverflowError) as fault:  # the engine's own are ValueErrors
        raise Unreadable(f"{path}: {fault}") from None
    return project


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
    """Read lower and upper bounds from a CSV file ``instance,lb,ub``.

    Rows without an upper bound say nothing; without a lower one it is 0.  Names are
    those of files, with or without the suffix, or those that :func:`names_of` knows;
    capitals and blanks around them do not matter.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            head, *rows = [*csv.reader(file)] or [[]]
    except OSError as error:
        fault = f"{path} cannot be read ({error.strerror}): name a CSV file of bounds"
        raise Unreadable(fault) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(f"{path} is no CSV file ({error})") from error
    columns = [name.strip().lower() for name in head]
    if not {"instance", "lb", "ub"} <= set(columns):
        raise Unreadable(
            f"{path}: the first line is {','.join(head)!r}: name the columns"
            " instance,lb,ub there, with commas between"
        )
    found = {}
    for line, cells in enumerate(rows, 2):
        row = dict(zip(columns, [cell.strip() for cell in cells], strict=False))
        if not (row.get("instance") and row.get("ub")):
            continue
        try:
            low, high = (_bound(row.get(name, "")) for name in ("lb", "ub"))
        except ValueError:
            raise Unreadable(f"{path}, line {line}: {cells}: no bounds") from None
        found[row["instance"].lower()] = math.ceil(low - 1e-6), math.floor(high + 1e-6)
    return found


def _bound(text: str) -> float:
    number = float(text or 0)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _numbers(text: str) -> Iterator[int]:
    numbers = []
    for word in text.split():
        number = float(word)
        if number != int(number):
            raise ValueError(f"{word} is no whole number")
        numbers.append(int(number))
    return iter(numbers)


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
    if jobs < 1 or resources < 0:
        raise ValueError(f"has {jobs} jobs and {resources} resources")
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
    for t in sorted({int(s) for s in start}):  # what is used grows at starts alone
        running = [a for a in range(len(finish)) if start[a] <= t < finish[a]]
        for k, there_is in enumerate(project.capacity.tolist()):
            if sum(int(project.demand[a, k]) for a in running) > there_is:
                found.append(f"resource {k} is overbooked at {t}")
    if max(finish) != length:
        found.append(f"ends at {max(finish)}, not {length}")
    return found
