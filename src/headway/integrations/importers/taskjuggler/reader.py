"""Read a project of TaskJuggler 3: the part of its language that plans work.

Reference: the manual of TaskJuggler, "Language Reference".  Reports, accounts, time
sheets and the like are left alone, and said to be.
"""

import codecs
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO, Final

from headway.integrations.importers.assembly import assembled
from headway.integrations.importers.documents import check_size
from headway.integrations.importers.taskjuggler.hours import (
    add_hours,
    interval_of,
)
from headway.integrations.importers.taskjuggler.macros import Macros
from headway.integrations.importers.taskjuggler.people import PROJECT, People
from headway.integrations.importers.taskjuggler.statements import (
    Kind,
    Statement,
    Token,
    read_statements,
)
from headway.integrations.importers.taskjuggler.tasks import (
    Amounts,
    Inherited,
    Outline,
)
from headway.integrations.importers.values import label
from headway.plan.files.content import (
    FileCalendar,
    Link,
    LinkType,
    ScheduleFile,
    Unreadable,
)
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

MOST_BYTES: Final = 10 * 1024 * 1024
BEGINNING: Final = re.compile(
    r"""(?:\s+|\#[^\n]*\n|//[^\n]*\n|/\*.*?\*/)*
    project\s+(?:\w+\s+)?"[^"\n]*"[^{]*?\d{4}-\d{1,2}-\d{1,2}""",
    re.DOTALL | re.VERBOSE,
)
PROJECT_LINE: Final = re.compile(r"^\s*project\s", re.MULTILINE)
SUFFIX: Final = ".tjp"
HOURS: Final = ("workinghours", "leaves", "vacation", "shifts")
TAKEN: Final = frozenset(
    {"project", "task", "resource", "shift", "supplement", "macro", *HOURS}
)
SILENT: Final = frozenset({"flags", "copyright", "projectid", "projectids"})


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file that begins so is a project of TaskJuggler."""
    text = start.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    is_named = name.casefold().endswith(SUFFIX)
    return bool(PROJECT_LINE.search(text) if is_named else BEGINNING.match(text))


def read_taskjuggler(file: BinaryIO, *, zone: str, name: str) -> ScheduleFile:
    """Read a project; of several scenarios the first one counts.

    Raises
    ------
    Unreadable
        With one sentence on why, and what to do.
    """
    check_size(file, MOST_BYTES)
    findings = Findings()
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        said = _("The file is not UTF-8, in which TaskJuggler writes: save it so.")
        raise Unreadable(said) from error
    expanded = Macros(findings).expanded(text.replace("\r\n", "\n"))
    statements = read_statements(expanded)
    return _Reading(statements, findings, zone).result(name)


class _Reading:
    def __init__(
        self, statements: tuple[Statement, ...], findings: Findings, zone: str
    ) -> None:
        self.findings, self.zone = findings, zone
        self.statements = statements
        self.project = self._project()
        for each in statements:
            if each.keyword == "include":
                said = _(
                    "The file includes another one, %s: put all of it into one file."
                )
                raise Unreadable(said % ", ".join(each.texts))
        self.more: defaultdict[str, list[Statement]] = defaultdict(list)
        self.more_of_people: defaultdict[str, list[Statement]] = defaultdict(list)
        self.people = People(findings, more=self.more_of_people)

    def _project(self) -> Statement:
        for each in self.statements:
            if each.keyword == "project":
                return each
        raise Unreadable(
            _("The file is no project of TaskJuggler: it has no line “project”.")
        )

    def result(self, name: str) -> ScheduleFile:
        self._take_hours()
        self._note_zone()
        outline = Outline(
            self.people,
            self.findings,
            self._scenario(),
            self._amounts(),
            more=self.more,
        )
        self._take_people()
        for each in self.statements:
            if each.keyword == "task":
                outline.take(each, Inherited())
        self._note_left()
        calendars = (self.people.calendar(), *self._calendars(), *outline.calendars)
        resources = tuple(self.people.resources.values())
        return assembled(
            ScheduleFile(
                name=label(self.project.texts[0] if self.project.texts else "") or name,
                start=self._start(),
                finish=None,
                status=None,
                calendar=PROJECT,
                minutes_per_day=round(outline.amounts.hours_a_day * 60),
                minutes_per_week=outline.amounts.working("1w"),
                calendars=calendars,
                resources=resources,
                tasks=tuple(outline.tasks),
                assignments=tuple(outline.assignments),
                links=tuple(self._links(outline)),
            ),
            self.findings,
        )

    def _take_hours(self) -> None:
        """Take what holds for all: in the project's braces, or on their own."""
        for each in (*self.project.body, *self.statements):
            if each.keyword in HOURS:
                self.people.hours = add_hours(self.people.hours, each, self.findings)
            elif each.keyword == "shift":
                self.people.take_shift(each)

    def _take_people(self) -> None:
        for each in self.statements:
            words = each.values(Kind.WORD)
            if each.keyword == "supplement" and words[:1] == ["task"]:
                self.more[".".join(words[1:2])].append(each)
            elif each.keyword == "supplement":
                self.more_of_people[".".join(words[1:2])].append(each)
        for each in self.statements:
            if each.keyword == "resource":
                self.people.take_resource(each)

    def _scenario(self) -> str:
        """Return the name of the first scenario."""
        scenarios = [s for s in self.project.body if s.keyword == "scenario"]
        if not scenarios:
            return "plan"
        others = [s for s in scenarios[0].body if s.keyword == "scenario"]
        if others:
            why = _("of its scenarios only the first one is taken")
            self.findings.add("project", "", why)
        words = scenarios[0].values(Kind.WORD)
        return words[0] if words else "plan"

    def _amounts(self) -> Amounts:
        said = {each.keyword: each.values(Kind.NUMBER) for each in self.project.body}
        hours = said.get("dailyworkinghours") or ["8"]
        days = said.get("yearlyworkingdays") or ["260.714"]
        return Amounts(
            hours_a_day=max(0.25, min(float(hours[0]), 24.0)),
            days_a_year=max(1.0, min(float(days[0]), 366.0)),
        )

    def _note_zone(self) -> None:
        said = [each for each in self.project.body if each.keyword == "timezone"]
        zones = [text for each in said for text in each.texts]
        if zones and self.zone and zones[-1] != self.zone:
            why = _("its times are of another zone, and taken as they are written")
            self.findings.add("project", "", why, value=zones[-1])

    def _start(self) -> datetime:
        tokens = [part for part in self.project.said if isinstance(part, Token)]
        interval = interval_of(tokens)
        if interval is None:
            said = _("The file does not say when its project begins and ends.")
            raise Unreadable(said)
        return interval.start

    def _calendars(self) -> Iterator[FileCalendar]:
        """Yield people's calendars, and let people go by them."""
        for name, person in tuple(self.people.resources.items()):
            calendar = self.people.calendar_of(name)
            if calendar:
                self.people.resources[name] = replace(person, calendar=calendar.uid)
                yield calendar

    def _links(self, outline: Outline) -> Iterator[Link]:
        for path, said in outline.said.items():
            own = outline.numbers.of(".".join(path))
            for waits, reference in (
                *((True, each) for each in said.waits),
                *((False, each) for each in said.holds),
            ):
                other = reference.seen_from(path)
                if other not in outline.said:
                    why = _("it waits for a task that is not in the file")
                    name = ".".join(path)
                    self.findings.add("task", name, why, value=".".join(other))
                    continue
                number = outline.numbers.of(".".join(other))
                kind = _kind(reference.at, waits=waits)
                yield Link(
                    before=number if waits else own,
                    after=own if waits else number,
                    type=kind,
                    lag=reference.gap,
                    is_elapsed=reference.is_elapsed,
                )

    def _note_left(self) -> None:
        left = Counter(
            each.keyword
            for each in self.statements
            if each.keyword not in TAKEN and each.keyword not in SILENT
        )
        if left:
            said = ", ".join(
                f"{word} ({count})" for word, count in sorted(left.items())
            )
            why = _("not of the part of the language that plans work")
            self.findings.add("project", "", f"{why}: {said}"[:2000])


def _kind(at: str, *, waits: bool) -> LinkType:
    """Say what is linked: a task waits for ends, and holds back starts, unless said."""
    if waits:
        return LinkType.START_START if at == "onstart" else LinkType.FINISH_START
    return LinkType.FINISH_FINISH if at == "onend" else LinkType.FINISH_START
