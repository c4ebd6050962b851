"""How short the search makes projects of the field's libraries (PSPLIB, RG300, ...).

Prints one line of JSON.  A schedule is one complete serial generation, forward or
backward; what is broken off counts pro rata by activities placed.  ``optimal`` counts
schedules as long as a proven lower bound: the table's, or the engine's own; with
``--details`` ``proven`` says how many of these are by the engine's own.  Without
``--schedules`` each instance has ``--seconds`` of wall time, the number of schedules
follows from that, and small ones are handed to the exact solver when the search has had
its share.  Every schedule is checked; one that breaks a rule ends the run with an
error.  Projects of which the
table says nothing count for ``above_cpm_pct`` alone; standard error names them.
"""

import argparse
import json
import re
import sys
import time
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, not as a module

from benchmarks.options import seconds, whole
from benchmarks.projects import (
    SUFFIXES,
    Unreadable,
    faults,
    names_of,
    read,
    read_bounds,
    set_of,
)
from headway_engine.errors import EngineError
from headway_engine.solvers import solving as kernels
from headway_engine.solvers.exact import cpsat
from headway_engine.solvers.project import Project
from headway_engine.solvers.searching import Solution

WARM_UP = 40


@dataclass(frozen=True, slots=True)
class Instance:
    """One project with what is known of it."""

    path: Path
    project: Project
    seed: int
    known: tuple[int, int] | None


def instances(folder: Path, bounds: Path, sample: int) -> list[Instance]:
    """Read every ``sample``-th project of a folder, in the order of their numbers.

    One at least, the middle one of the first ``sample``.
    """
    if not folder.is_dir():
        raise Unreadable(f"{folder}: no such folder: give one with .sm or .rcp files")
    paths = sorted(
        (p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES),
        key=lambda p: [int(n) if n.isdigit() else n for n in _split(p)],
    )
    if not paths:
        raise Unreadable(f"{folder}: holds no .sm and no .rcp files")
    table = read_bounds(bounds)
    found = []
    for path in paths[min(sample, len(paths)) // 2 :: sample]:
        known = next((table[n] for n in names_of(path) if n in table), None)
        if known is None:
            sys.stderr.write(f"{bounds} says nothing about {path.name}\n")
        seed = zlib.crc32(path.stem.lower().encode())
        found.append(Instance(path, read(path), seed, known))
    return found


def _split(path: Path) -> list[str]:
    return re.split(r"(\d+)", path.name)


def solve(
    every: Sequence[Instance], schedules: int | None, seconds: float, threads: int
) -> list[Solution]:
    """Solve all: side by side if schedules are counted, else one after the other."""
    if schedules is None:
        return [
            kernels.solve(i.project, seconds=seconds, seed=i.seed, threads=threads)
            for i in every
        ]
    limit = schedules
    with ThreadPoolExecutor(threads) as pool:
        return list(
            pool.map(
                lambda i: kernels.solve(i.project, schedules=limit, seed=i.seed), every
            )
        )


def mean(numbers: Sequence[float]) -> float | None:
    """Average, to thousandths."""
    return round(sum(numbers) / len(numbers), 3) if numbers else None


def figures(
    every: Sequence[Instance], found: Sequence[Solution], *, is_detailed: bool
) -> dict[str, object]:
    """Compare with bounds.

    Raises
    ------
    SystemExit
        A schedule breaks a rule.
    """
    above_path, above_best, optimal, proven = [], [], 0, 0
    for instance, solution in zip(every, found, strict=True):
        wrong = faults(instance.project, solution.start, solution.length)
        if wrong:
            raise SystemExit(f"{instance.path}: {'; '.join(wrong)}")
        path = solution.bounds.critical_path
        above_path.append((solution.length / path - 1) * 100 if path else 0.0)
        low, high = instance.known or (0, 0)
        if high:
            above_best.append((solution.length / high - 1) * 100)
        optimal += solution.length <= max(low, solution.bounds.best)
        proven += solution.length <= solution.bounds.best
    return {
        "above_cpm_pct": mean(above_path),
        "above_best_pct": mean(above_best),
        "optimal": optimal,
    } | ({"proven": proven} if is_detailed else {})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help=".sm and .rcp files")
    parser.add_argument(
        "--bounds", type=Path, required=True, metavar="CSV",
        help="columns instance, lb, ub; lb may be empty, or rows missing",
    )  # fmt: skip
    budget = parser.add_mutually_exclusive_group(required=True)
    budget.add_argument(
        "--schedules", type=whole(1), metavar="N", help="for each project"
    )
    budget.add_argument(
        "--seconds", type=seconds, metavar="S", help="of wall time for each project"
    )
    parser.add_argument("--threads", type=whole(1), default=1, metavar="T")
    parser.add_argument(
        "--sample", type=whole(1), default=1, metavar="K", help="every K-th project"
    )
    parser.add_argument("--details", action="store_true", help="print more figures")
    options = parser.parse_args()
    try:
        every = instances(options.folder, options.bounds, options.sample)
        kernels.solve(every[0].project, schedules=WARM_UP, seed=0)
        cpsat.load()
        wall, spent = time.perf_counter(), time.process_time()
        found = solve(every, options.schedules, options.seconds, options.threads)
        wall, spent = time.perf_counter() - wall, time.process_time() - spent
    except (EngineError, Unreadable, OSError) as fault:
        raise SystemExit(str(fault)) from fault
    result = {
        "set": "+".join(sorted({set_of(i.path) for i in every})),
        "instances": len(every),
        "schedules": options.schedules,
        "seconds": options.seconds,
        "threads": options.threads,
        **figures(every, found, is_detailed=options.details),
        "cpu_s": round(spent, 2),
        "wall_s": round(wall, 2),
    }
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
