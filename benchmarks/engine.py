"""All figures of the engine beside their floors, from the benchmarks that measure them.

``--quick`` takes every tenth project of the libraries, a tenth of the random ones, and
leaves out what takes minutes.  The libraries and histories lie in ``$HEADWAY_CORPUS``
(``psplib``, ``history``).  Each benchmark has ``--minutes`` at most, 10 or, of all of
it, 180; what cannot be measured says why.  Standard error tells what runs.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, or as a module

from benchmarks.answers import Answer, Runner

THREADS = 2
COVERED = ("50", "80", "90")
IN_FULL = "--quick leaves it out"
NOT_HERE = "{} is not in $HEADWAY_CORPUS"


@dataclass(frozen=True)
class Line:
    """A figure and its floor, which it is to be below, or above where ``is_least``.

    ``note`` says why there is no figure, or what else is to be known of it.
    """

    figure: str
    value: float | None
    floor: float | None = None
    unit: str = ""
    is_least: bool = False
    note: str = ""

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.figure:<66} {'-':>10}     {self.note}"
        said = f"{self.figure:<66} {self.value:>10g} {self.unit:<3}"
        if self.floor is not None:
            is_more = self.value > self.floor
            missed = self.value < self.floor if self.is_least else is_more
            sign = ">=" if self.is_least else "<="
            said += f" {sign} {self.floor:g}" + "  MISSED" * missed
        return f"{said}  {self.note}".rstrip()


def levelling(run: Runner, *, is_quick: bool) -> Iterator[Line]:
    scenarios = 100 if is_quick else 1000
    for items, people, floor in (
        (10_000, 200, 3.5),
        (1_000, 200, 0.35),
        (100_000, 2_000, 60),
    ):
        name = f"one levelled pass, {items} items x {people} people (CPU)"
        if is_quick and items == 100_000:
            yield Line(name, None, note=IN_FULL)
            continue
        count = scenarios if items == 10_000 else 0
        size = "--items", items, "--people", people, "--scenarios", count
        found = run("levelling", *size, "--threads", THREADS)
        yield Line(name, found["pass_cpu_ms"], floor, "ms", note=found.why)
        if count:
            name = f"{scenarios} scenarios of them, {THREADS} threads (wall)"
            most = 2.0 * scenarios / 1000
            yield Line(name, found["scenarios_wall_s"], most, "s", note=found.why)
            name = "preview of 100 scenarios"
            yield Line(name, found["preview_wall_s"], 0.2, "s", note=found.why)
            yield Line("rules broken in it", found["violations"], 0, note=found.why)


def taskjuggler(run: Runner, *, is_quick: bool) -> Iterator[Line]:
    figures = (
        ("kernel_times", "TaskJuggler's scheduling over one pass (CPU)", 5000),
        ("cpu_times", "tj3 over headway plan (CPU)", 5),
        ("wall_times", "tj3 over headway plan (wall)", 5),
    )
    size = ("--tasks", 500, "--people", 20) if is_quick else ()
    found = run("taskjuggler", *size) if shutil.which("tj3") else NO_TJ3
    for name, figure, floor in figures:
        if found["tasks"]:
            figure += f", {found['tasks']} tasks x {found['people']} people"
        # Floors hold for the whole size: small projects are mostly start-up.
        least = None if is_quick else floor
        yield Line(figure, found[name], least, "x", is_least=True, note=found.why)


NO_TJ3 = Answer(why="TaskJuggler is not here: apt-get install tj3")

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


def libraries(run: Runner, corpus: Path, *, is_quick: bool) -> Iterator[Line]:
    for name, budgets in LIBRARIES.items():
        which = "above_best_pct" if name == "j30" else "above_cpm_pct"
        above = "the optimum" if name == "j30" else "the critical path"
        folder = corpus / "psplib" / name
        for budget, floor in budgets.items():
            if is_quick and budget not in QUICK:
                found = Answer(why=IN_FULL)
            elif not folder.is_dir():
                found = Answer(why=NOT_HERE.format(f"psplib/{name}"))
            else:
                bounds = "--bounds", corpus / "psplib" / "best_bounds.csv"
                options = *bounds, *budget, "--sample", 10 if is_quick else 1
                threads = "--threads", THREADS if budget[0] == "--seconds" else 1
                found = run("rcpsp", folder, *options, *threads)
            figure = f"{name}, {budget[1]:g} {budget[0][2:]}: above {above}"
            # A tenth of a library is another library: its figures have no floors.
            most = None if is_quick else floor
            yield Line(figure, found[which], most, "%", note=found.why)


TARGETS = ("effort", "totals", "cycle_time", "throughput", "growth")
SHARPNESS = {"sip effort": 0.42, "7digital throughput": 0.23, "sip throughput": 0.30}


def calibration(run: Runner, corpus: Path, *, is_quick: bool) -> Iterator[Line]:
    for source in ("sip", "7digital", "aea"):
        folder = corpus / "history" / source
        if is_quick and source == "sip":
            found = Answer(why=IN_FULL)
        elif not folder.is_dir():
            found = Answer(why=NOT_HERE.format(f"history/{source}"))
        else:
            found = run("calibration", "--source", source, folder)
        if found.why:
            yield Line(f"{source}: coverage, CRPS(ln)", None, note=found.why)
            continue
        for target in TARGETS:
            yield from scored(source, target, found)
    why = "read one with benchmarks/calibration.py --csv FILE"
    yield Line("coverage on data that nobody here has seen", None, note=why)


def scored(source: str, target: str, found: Answer) -> Iterator[Line]:
    """What the forecasts of one target are worth on one history."""
    name = f"{source}, {target}: "
    score = found[target]
    if score is None:
        yield Line(f"{name}coverage", None, note=found["notes"][target])
        return
    off = [abs(100 * score["coverage"][c] - float(c)) for c in COVERED]
    errors = [100 * score["standard_error"][c] for c in COVERED]
    beyond = max(o - 2 * e for o, e in zip(off, errors, strict=True))
    yield Line(f"{name}coverage off, less 2 se", round(beyond, 2), 3, "pt")
    if source == "sip" and target == "throughput":
        yield Line(f"{name}80 % range off its 80 %", round(off[1], 2), 3, "pt")
    worst = score["worst_group"]
    note = "no groups"
    if worst:
        off_by = 100 * worst["error"]
        note = f"worst: {worst['by']} {worst['group']}, {off_by:.1f} pt off"
    within = 100 * score["groups_within"] / score["groups"] if score["groups"] else None
    figure = f"{name}groups of 200 within 4 pt + 2 se"
    said = note if within is not None else f"none is so large; {note}"
    yield Line(figure, within, 90, "%", is_least=True, note=said)
    most = SHARPNESS.get(f"{source} {target}")
    yield Line(f"{name}CRPS(ln)", score["crps_ln"], most)


def explanation(run: Runner, *, is_quick: bool) -> Iterator[Line]:
    size = ("--random", 200, "--attributions", 100, "--no-demo") if is_quick else ()
    found = run("explain", *size)
    name = f"without its cause an item starts earlier, {found['items'] or 0} items"
    yield Line(name, found["earlier_pct"], 98, "%", is_least=True, note=found.why)
    name = f"moves add up, {found['attributions'] or 0} attributions"
    yield Line(name, found["add_up_pct"], 100, "%", is_least=True, note=found.why)
    name = "same leading cause in another order"
    yield Line(name, found["same_leader_pct"], 90, "%", is_least=True, note=found.why)


def correctness(run: Runner, *, is_quick: bool) -> Iterator[Line]:
    count = 4_000 if is_quick else 200_000
    found = run("validator", "--problems", count)
    name = f"rules broken in {count} small problems"
    yield Line(name, found["violations"], 0, note=found.why)
    files = ("--files", 1) if is_quick else ()
    found = run("forced_dates", *files) if shutil.which("tj3") else NO_TJ3
    name = f"dates unlike TaskJuggler's, {found['projects'] or 300} small projects"
    yield Line(name, found["differences"], 0, note=found.why)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--minutes", type=float, help="for each benchmark at most")
    options = parser.parse_args()
    quick: bool = options.quick
    run = Runner(options.minutes or (10 if quick else 180))
    corpus = Path(os.environ.get("HEADWAY_CORPUS", "no-corpus"))
    for lines in (
        levelling(run, is_quick=quick),
        taskjuggler(run, is_quick=quick),
        libraries(run, corpus, is_quick=quick),
        calibration(run, corpus, is_quick=quick),
        explanation(run, is_quick=quick),
        correctness(run, is_quick=quick),
    ):
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()
