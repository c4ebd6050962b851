"""All figures of the engine beside their floors, from the benchmarks that measure them.

``--quick`` takes every tenth project of the libraries, a tenth of the random ones, and
leaves out what takes minutes.  The libraries and histories lie in ``$HEADWAY_CORPUS``
(``psplib``, ``history``); without them, or without TaskJuggler, their lines say so.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
THREADS = 2
COVERED = ("50", "80", "90")


@dataclass(frozen=True)
class Line:
    """A figure and its floor, which it is to be below, or above where ``is_least``."""

    figure: str
    value: float | None
    floor: float | None = None
    unit: str = ""
    is_least: bool = False

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.figure:<66} {'not here':>12}"
        said = f"{self.figure:<66} {self.value:>10g} {self.unit:<3}"
        if self.floor is None:
            return said.rstrip()
        missed = self.value < self.floor if self.is_least else self.value > self.floor
        sign = ">=" if self.is_least else "<="
        verdict = "  MISSED" if missed else ""
        return f"{said} {sign} {self.floor:g}{verdict}"


def said(name: str, *options: object) -> dict[str, Any]:
    """Run a benchmark, and read its line of JSON."""
    command = [sys.executable, str(HERE / f"{name}.py"), *map(str, options)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    answer: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return answer


def levelling(*, is_quick: bool) -> Iterator[Line]:
    scenarios = 100 if is_quick else 1000
    for items, people, floor in ((10_000, 200, 3.5), (1_000, 200, 0.35)):
        count = scenarios if items == 10_000 else 0
        size = "--items", items, "--people", people, "--scenarios", count
        found = said("levelling", *size, "--threads", THREADS)
        name = f"one levelled pass, {items} items x {people} people (CPU)"
        yield Line(name, found["pass_cpu_ms"], floor, "ms")
        if count:
            name = f"{scenarios} scenarios of them, {THREADS} threads (wall)"
            floor = 2.0 * scenarios / 1000
            yield Line(name, found["scenarios_wall_s"], floor, "s")
            yield Line("preview of 100 scenarios", found["preview_wall_s"], 0.2, "s")
            yield Line("rules broken in it", found["violations"], 0)
    if not is_quick:
        size = "--items", 100_000, "--people", 2_000, "--scenarios", 0
        name = "one levelled pass, 100000 items x 2000 people (CPU)"
        yield Line(name, said("levelling", *size)["pass_cpu_ms"], 60, "ms")


def taskjuggler(*, is_quick: bool) -> Iterator[Line]:
    figures = (
        ("kernel_times", "TaskJuggler's scheduling over one pass (CPU)", 5000),
        ("cpu_times", "tj3 over headway plan (CPU)", 5),
        ("wall_times", "tj3 over headway plan (wall)", 5),
    )
    size = ("--tasks", 500, "--people", 20) if is_quick else ()
    found = said("taskjuggler", *size) if shutil.which("tj3") else {}
    for name, figure, floor in figures:
        if found:
            figure += f", {found['tasks']} tasks x {found['people']} people"
        # Floors hold for the whole size: small projects are mostly start-up.
        yield Line(
            figure, found.get(name), None if is_quick else floor, "x", is_least=True
        )


LIBRARIES: dict[str, dict[tuple[str, float], float]] = {
    "j120": {
        ("--schedules", 1000): 34.4,
        ("--schedules", 5000): 32.6,
        ("--schedules", 50_000): 31.3,
        ("--seconds", 0.02): 33.2,
        ("--seconds", 0.2): 32.0,
        ("--seconds", 2): 31.2,
    },
    "j60": {
        ("--schedules", 1000): 11.5,
        ("--schedules", 5000): 11.1,
        ("--schedules", 50_000): 10.8,
    },
    "j30": {
        ("--schedules", 1000): 0.30,
        ("--schedules", 5000): 0.10,
        ("--schedules", 50_000): 0.03,
    },
}
QUICK = {("--schedules", 1000), ("--schedules", 5000), ("--seconds", 0.02)}


def libraries(corpus: Path | None, *, is_quick: bool) -> Iterator[Line]:
    for name, budgets in LIBRARIES.items():
        which = "above_best_pct" if name == "j30" else "above_cpm_pct"
        above = "the optimum" if name == "j30" else "the critical path"
        for budget, floor in budgets.items():
            if is_quick and budget not in QUICK:
                continue
            value = None
            if corpus and (corpus / "psplib" / name).is_dir():
                bounds = "--bounds", corpus / "psplib" / "best_bounds.csv"
                options = *bounds, *budget, "--sample", 10 if is_quick else 1
                threads = "--threads", THREADS if budget[0] == "--seconds" else 1
                value = said("rcpsp", corpus / "psplib" / name, *options, *threads)[
                    which
                ]
            figure = f"{name}, {budget[1]:g} {budget[0][2:]}: above {above}"
            # A tenth of a library is another library: its figures have no floors.
            yield Line(figure, value, None if is_quick else floor, "%")


def calibration(corpus: Path | None, *, is_quick: bool) -> Iterator[Line]:
    for source in ("7digital", "aea") if is_quick else ("sip", "7digital", "aea"):
        folder = corpus / "history" / source if corpus else None
        if folder is None or not folder.is_dir():
            yield Line(f"calibration on {source}", None)
            continue
        found = said("calibration", "--source", source, folder)
        for target in ("effort", "totals", "cycle_time", "throughput"):
            score = found[target]
            if score is None:
                continue
            name = f"{source}, {target}: "
            off = [abs(100 * score["coverage"][c] - float(c)) for c in COVERED]
            errors = [100 * score["standard_error"][c] for c in COVERED]
            beyond = max(o - 2 * e for o, e in zip(off, errors, strict=True))
            yield Line(f"{name}coverage off, less 2 se", round(beyond, 2), 3, "pt")
            floors = {"sip effort": 0.42, "7digital throughput": 0.23,
                      "sip throughput": 0.30}  # fmt: skip
            crps = score["crps_ln"]
            yield Line(f"{name}CRPS(ln)", crps, floors.get(f"{source} {target}"))


def explanation(*, is_quick: bool) -> Iterator[Line]:
    size = ("--random", 200, "--attributions", 100, "--no-demo") if is_quick else ()
    found = said("explain", *size)
    name = f"without its cause an item starts earlier, {found['items']} items"
    yield Line(name, found["earlier_pct"], 98, "%", is_least=True)
    name = f"moves add up, {found['attributions']} attributions"
    yield Line(name, found["add_up_pct"], 100, "%", is_least=True)
    yield Line(
        "same leading cause backwards", found["same_leader_pct"], 90, "%", is_least=True
    )


def correctness(*, is_quick: bool) -> Iterator[Line]:
    found = said("validator", "--problems", 20_000 if is_quick else 200_000)
    name = f"rules broken in {found['problems']} small problems"
    yield Line(name, found["violations"], 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick: bool = parser.parse_args().quick
    folder = os.environ.get("HEADWAY_CORPUS")
    corpus = Path(folder) if folder else None
    for lines in (
        levelling(is_quick=quick),
        taskjuggler(is_quick=quick),
        libraries(corpus, is_quick=quick),
        calibration(corpus, is_quick=quick),
        explanation(is_quick=quick),
        correctness(is_quick=quick),
    ):
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()
