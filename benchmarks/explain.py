"""Do explanations hold?  Without what is named, the item has to start earlier.

Every open item that starts after now, in dispatch at median durations: of the demo
organisation, of imported plans, and of random ones.  Then
finishes are moved by a few random changes and attributed to them, by replaying the
changes one by one; the moves have to add up to what a forecast of the last state says,
and replaying the changes in another order, drawn at random, has to name the same
leading cause.

Prints one line of JSON; percentages are of ``items`` and of ``attributions``.  With
``--details`` also what share of the items several things hold to the same instant, all
of which are taken away, each cause with its items and its percentage, and how often
replaying the changes backwards names the same leading cause: no order is less alike.
Imported plans lie in ``$HEADWAY_CORPUS/schedules``; where there are none, five are
generated.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, not as a module

from benchmarks.changes import Drawn, World, draw_changes
from benchmarks.options import whole
from benchmarks.plans import random_plan
from benchmarks.removals import without_cause
from headway_engine.attribution import Question, attribute, finish_of, leader
from headway_engine.levelling import level
from headway_engine.problem import NEVER, Groups, Problem
from headway_engine.schedule import Cause, Unplaced

IMPORTED = 5
PERCENT = 85


@dataclass
class Explained:
    """How many items started earlier without what was named, by cause."""

    items: Counter[str] = field(default_factory=Counter)
    earlier: Counter[str] = field(default_factory=Counter)
    tied: int = 0
    failed: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, name: str, problem: Problem, wider: Groups | None = None) -> None:
        """Take away what holds each item of a problem, one after the other."""
        schedule = level(problem, wider=wider)
        is_open = (problem.items.finished_at == NEVER) & (
            problem.items.started_at == NEVER
        )
        is_later = (schedule.start > problem.now) & (
            schedule.unplaced == Unplaced.PLACED
        )
        for item in np.flatnonzero(is_open & is_later).tolist():
            cause = Cause(int(schedule.cause[item])).name.lower()
            start = level(without_cause(problem, schedule, item)).start[item]
            self.items[cause] += 1
            self.tied += bool((schedule.ties.item == item).any())
            if NEVER < start < schedule.start[item]:
                self.earlier[cause] += 1
            else:
                self.failed.append((name, item, cause))

    def details(self) -> dict[str, object]:
        """Say how many are tied, and of each cause how many there are and hold."""
        causes = {
            cause: [count, percent(self.earlier[cause], count)]
            for cause, count in sorted(self.items.items())
        }
        return {"tied_pct": percent(self.tied, self.items.total()), "causes": causes}

    def percent(self) -> float:
        return percent(self.earlier.total(), self.items.total())


@dataclass
class Attributed:
    """How many attributions add up, and have one leader in another order."""

    moved: int = 0
    add_up: int = 0
    same_leader: int = 0
    same_backwards: int = 0

    def add(self, problem: Problem, seed: int) -> None:
        """Attribute the move of one item's finish; what did not move is not counted."""
        rng = np.random.default_rng([seed, 0x657870])
        world, changes = World.of(problem), draw_changes(rng, problem)
        is_open = problem.items.finished_at == NEVER
        if len(changes) < 2 or not is_open.any():
            return
        key = rng.choice(problem.items.key[is_open], 1)
        question = Question(keys=key, percent=PERCENT, seed=seed)
        after = world
        for change in reversed(changes):
            after = change.apply(after)
        first = finish_of(world.compiled(), question)
        last = finish_of(after.compiled(), question)
        if NEVER in (first, last) or first == last:
            return
        orders = changes, another_order(rng, changes), changes[::-1]
        replays = [
            attribute(world, order, question, compiled=World.compiled)
            for order in orders
        ]
        sums = [sum(move.minutes or 0 for move in moves) for moves in replays]
        leaders = [leader(moves) for moves in replays]
        self.moved += 1
        self.add_up += sums == [last - first] * len(orders)
        self.same_leader += leaders[0] == leaders[1]
        self.same_backwards += leaders[0] == leaders[2]


def another_order(rng: np.random.Generator, changes: list[Drawn]) -> list[Drawn]:
    """Draw one of all orders but that in which they are, each as likely."""
    while (order := rng.permutation(len(changes)).tolist()) == sorted(order):
        pass
    return [changes[k] for k in order]


def percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 100.0


def imported(folder: Path | None) -> Iterator[tuple[str, Problem]]:
    """Read plans of others, the ones with most links; generated ones where none are."""
    from headway.integrations.importers.msproject.reader import read_msproject
    from headway.plan.files.content import Unreadable

    if folder is None or not (folder / "schedules").is_dir():
        yield from _generated()
        return
    for path in _largest(folder / "schedules"):
        try:
            file = read_msproject(path)
        except Unreadable:
            continue
        problem = _problem(file)
        if (problem.items.finished_at == NEVER).any():
            yield path.name, problem


def _largest(folder: Path) -> list[Path]:
    """List Microsoft Project files, those with most links between tasks first."""
    marks = {path: path.read_bytes() for path in folder.rglob("*.xml")}
    mspdi = [p for p, text in marks.items() if b"schemas.microsoft.com/project" in text]
    mspdi.sort(key=lambda path: (-marks[path].count(b"<PredecessorUID>"), path.name))
    return mspdi


def _generated() -> Iterator[tuple[str, Problem]]:
    from benchmarks.taskjuggler import generate, problem_of, write_tjp

    with TemporaryDirectory() as folder:
        for seed in range(IMPORTED):
            plan = generate(150, 12, seed, choices=1)
            path = Path(folder, f"generated-{seed}.tjp")
            write_tjp(plan, path, resolution=60)
            yield path.name, problem_of(path, plan.years)


def _problem(file: object) -> Problem:
    from headway.plan.files.command import beginning
    from headway.plan.files.findings import Findings
    from headway.plan.files.network import build_network
    from headway.plan.files.problem import build_problem

    now: datetime = beginning(file)
    return build_problem(file, build_network(file, Findings()), now=now, days=3660)


def demo() -> tuple[Problem, Groups]:
    """Set up the demo organisation in a database of its own."""
    from benchmarks.running import running

    with running():
        from headway.actors.models import Workspace
        from headway.demo import create_demo
        from headway.plan.compile.workspace import compile_problem
        from headway.plan.snapshot import next_quarter, take_snapshot

        create_demo()
        snapshot = take_snapshot(Workspace.objects.get().pk)
        now = next_quarter(datetime.now().astimezone())
        compiled = compile_problem(snapshot, now=now, days=1000)
        return compiled.problem, compiled.wider


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=whole(0), default=2_000, help="plans")
    parser.add_argument("--attributions", type=whole(0), default=1_000)
    parser.add_argument("--no-demo", action="store_true", help="needs no database")
    parser.add_argument("--details", action="store_true", help="print more figures")
    parser.add_argument("--failures", action="store_true", help="to standard error")
    options = parser.parse_args()
    corpus = os.environ.get("HEADWAY_CORPUS")
    explained, attributed = Explained(), Attributed()
    for seed in range(options.random):
        explained.add(f"random {seed}", *random_plan(seed))
    plans = imported(Path(corpus) if corpus else None)
    for name, problem in islice(plans, IMPORTED):
        explained.add(name, problem)
    if not options.no_demo:
        explained.add("demo", *demo())
    seed = 0
    while attributed.moved < options.attributions:
        attributed.add(random_plan(seed)[0], seed)
        seed += 1
    if options.failures:
        for failure in explained.failed:
            print(*failure, file=sys.stderr)
    figures: dict[str, object] = {
        "items": explained.items.total(),
        "earlier_pct": explained.percent(),
        "attributions": attributed.moved,
        "add_up_pct": percent(attributed.add_up, attributed.moved),
        "same_leader_pct": percent(attributed.same_leader, attributed.moved),
    }
    if options.details:
        same = percent(attributed.same_backwards, attributed.moved)
        figures |= explained.details() | {"same_leader_backwards_pct": same}
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
