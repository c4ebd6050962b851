"""Briefs become outlines: phases, packages, steps, and what waits for what."""

import re
from collections.abc import Sequence
from random import Random

from headway.base.durations import parse_minutes
from headway.demo.briefs import PAST, Brief
from headway.demo.drawing import begins_after, estimate_of, lies_for, size_of
from headway.demo.recipes import RECIPES
from headway.demo.tasks import Task, Wait

DRIVES = ("duration", "elapsed")
LINK = re.compile(r"(FS|SS|FF)(?:\+(\w+))?")
PART_OF_OPTIONAL = 0.55
PART_AFTER_PHASE = 0.3


class Outliner:
    """Makes the tasks of one brief."""

    def __init__(self, brief: Brief, chance: Random) -> None:
        self.brief, self.chance = brief, chance
        self.tasks: list[Task] = []
        self._passed: str | None = None
        self._turns: dict[str, int] = {}

    def outline(self) -> list[Task]:
        for block in re.split(r"^# ", self.brief.text, flags=re.MULTILINE)[1:]:
            phase, *lines = block.strip().splitlines()
            self._phase(phase, lines)
        return self.tasks

    def _phase(self, title: str, lines: Sequence[str]) -> None:
        top = self._add(title, drive="summary")
        last: list[str] = []
        for line in lines:
            if line.startswith("!"):
                waits = [Wait(before=name) for name in last]
                passed = self._add(
                    line[1:].strip(), parent=top.name, drive="milestone", waits=waits
                )
                self._passed = passed.name
            else:
                last.append(self._package(line, top))

    def _package(self, line: str, phase: Task) -> str:
        """Add what a recipe makes of a line; return the name of its last step."""
        is_late, (recipe, _, rest) = line.startswith("+"), line.partition(": ")
        what, _, short = rest.partition(" = ")
        title = what.removeprefix("the ")
        top = self._add(
            title[0].upper() + title[1:],
            parent=phase.name,
            drive="summary",
            is_late=is_late,
        )
        words = {"x": what, "x1": short, "client": self.brief.client}
        steps = self._steps(RECIPES[recipe.removeprefix("+")])
        before: Task | None = None
        for cells, wordings in steps:
            step = self._step(cells, self._worded(wordings, words), before, top)
            before = before if before and "*" in cells else step
        assert before is not None  # noqa: S101 - no recipe is empty
        return before.name

    def _steps(self, recipe: str) -> list[tuple[list[str], list[str]]]:
        steps = []
        for line in recipe.strip().replace("\n  / ", " / ").splitlines():
            how, _, wordings = line.partition(" | ")
            cells = how.split()
            if cells[0] != "-" and cells[0] not in self.brief.cast:
                continue
            is_optional = cells[2].endswith("?")
            if is_optional and self.chance.random() > PART_OF_OPTIONAL:
                continue
            cells[2] = cells[2].rstrip("?")
            steps.append((cells, wordings.split(" / ")))
        return steps

    def _worded(self, wordings: Sequence[str], words: dict[str, str]) -> str:
        fitting = [each for each in wordings if words["x1"] or "{x1}" not in each]
        turn = self._turns.get(wordings[0], self.chance.randrange(len(wordings)))
        self._turns[wordings[0]] = turn + 1
        text = fitting[turn % len(fitting)].format(**words).strip()
        return text[0].upper() + text[1:]

    def _step(
        self, cells: Sequence[str], title: str, before: Task | None, top: Task
    ) -> Task:
        role, kind, usual, *more = cells
        drive = next((word for word in more if word in DRIVES), "effort")
        is_joint = "joint" in more
        cast = [self.brief.cast.get(r, "") for r in (role, "design")[: 1 + is_joint]]
        offered = tuple(dict.fromkeys(" ".join(cast).split()))
        size = size_of(parse_minutes(usual), self.chance)
        said = estimate_of(size, self.chance)
        return self._add(
            title,
            parent=top.name,
            kind=kind,
            drive=drive,
            size=size,
            estimate=size if drive == "elapsed" else said,
            offered=offered,
            waits=self._waits(before, more),
            is_joint=is_joint,
            is_late=top.is_late,
            lies=self._lies(kind, is_free=before is None or "*" in more),
        )

    def _lies(self, kind: str, *, is_free: bool) -> int:
        if kind == "order" or self.brief in PAST:
            return 0
        return begins_after(self.chance) if is_free else lies_for(self.chance)

    def _waits(self, before: Task | None, more: Sequence[str]) -> list[Wait]:
        if "*" in more:
            return []
        if before is None:
            if self._passed and self.chance.random() < PART_AFTER_PHASE:
                return [Wait(before=self._passed)]
            return []
        links = [match for word in more if (match := LINK.fullmatch(word))]
        kind, lag = links[0].groups() if links else ("FS", None)
        minutes = parse_minutes(lag) if lag else 0
        return [Wait(before=before.name, kind=kind, lag=minutes)]

    def _add(self, title: str, **said: object) -> Task:
        task = Task(name=f"t{len(self.tasks) + 1}", title=title, **said)  # type: ignore[arg-type]
        self.tasks.append(task)
        return task
