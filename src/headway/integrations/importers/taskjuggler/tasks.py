"""Tasks: how long they take, who does them, what they wait for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from headway.integrations.importers.taskjuggler.hours import (
    Hours,
    add_hours,
    amount_of,
    interval_of,
)
from headway.integrations.importers.taskjuggler.numbers import Numbers
from headway.integrations.importers.taskjuggler.people import LEFT as LEFT_OF_PEOPLE
from headway.integrations.importers.taskjuggler.people import People, named
from headway.integrations.importers.taskjuggler.references import (
    Reference,
    references_of,
)
from headway.integrations.importers.taskjuggler.statements import (
    Block,
    Kind,
    Statement,
    Token,
)
from headway.integrations.importers.taskjuggler.times import (
    read_instant,
    wall_minutes,
    working_minutes,
)
from headway.integrations.importers.values import label, paragraph
from headway.plan.files.content import (
    Assignment,
    Constraint,
    FileCalendar,
    Fixed,
    Task,
)
from headway.plan.files.findings import Findings
from headway.plan.files.saying import gettext_noop
from headway.plan.files.saying import say as _

LEFT: Final = {
    **LEFT_OF_PEOPLE,
    "adopt": gettext_noop("a task that is in two places is only where it is written"),
    "charge": gettext_noop("Headway plans time; money is left there"),
    "minstart": gettext_noop("a date that is only checked is not kept"),
    "maxstart": gettext_noop("a date that is only checked is not kept"),
    "minend": gettext_noop("a date that is only checked is not kept"),
    "timesheet": gettext_noop("time sheets are not taken"),
}
"""What is said of tasks and not taken, and why."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much work a day and a year of the project have."""

    hours_a_day: float = 8.0
    days_a_year: float = 260.714

    def working(self, text: str) -> int:
        return working_minutes(
            *amount_of(text),
            hours_a_day=self.hours_a_day,
            days_a_year=self.days_a_year,
        )


@dataclass(frozen=True, slots=True)
class Inherited:
    """What holds for a task because it does for the one that it is in."""

    path: tuple[str, ...] = ()
    level: int = 1
    people: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    """Who could do it as well, where one person does it."""
    priority: int = 500
    hours: Hours = field(default_factory=Hours)


@dataclass(slots=True)
class Said:
    """What is said of one task."""

    start: datetime | None = None
    end: datetime | None = None
    driven_by: str = ""
    minutes: int = 0
    percent: int = 0
    deadline: datetime | None = None
    is_milestone: bool = False
    is_backward: bool = False
    notes: str = ""
    waits: list[Reference] = field(default_factory=list)
    holds: list[Reference] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """All tasks of a file in their order."""

    people: People
    findings: Findings
    scenario: str
    amounts: Amounts
    numbers: Numbers = field(default_factory=Numbers)
    tasks: list[Task] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    calendars: list[FileCalendar] = field(default_factory=list)
    said: dict[tuple[str, ...], Said] = field(default_factory=dict)
    more: Mapping[str, list[Statement]] = field(default_factory=dict)
    """What ``supplement`` says of tasks, by their full names."""

    def take(self, statement: Statement, above: Inherited) -> None:
        """Take a task with all in it."""
        name, title = named(statement)
        path = (*above.path, name)
        while path in self.said:  # those without an id may have the same name
            path = (*path[:-1], f"{path[-1]}+")
        body = [*statement.body]
        for each in self.more.get(".".join(path), ()):
            body += each.body
        said = Said()
        self.said[path] = said
        inherited = replace(above, path=path, level=above.level + 1)
        below = [each for each in body if each.keyword == "task"]
        for each in body:
            if each.scenario in ("", self.scenario) and each.keyword != "task":
                inherited = self._take_attribute(each, said, inherited)
        place = len(self.tasks)
        self.tasks.append(self._task(title or name, path, said, inherited, below))
        if not below:
            self._assign(place, inherited)
        for each in below:
            self.take(each, inherited)

    def _take_attribute(
        self, each: Statement, said: Said, inherited: Inherited
    ) -> Inherited:
        keyword = each.keyword
        if keyword == "priority":
            return replace(inherited, priority=_integer(each, 0, 1000, 500))
        if keyword == "allocate":
            return self._allocate(each, inherited)
        if keyword in ("shifts", "workinghours"):
            hours = add_hours(inherited.hours, each, self.findings)
            return replace(inherited, hours=hours)
        if keyword in LEFT:
            self.findings.add("task", ".".join(inherited.path), _(LEFT[keyword]))
        elif keyword in ("start", "end", "maxend", "period"):
            self._take_date(each, said)
        elif keyword in ("effort", "length", "duration"):
            self._take_amount(each, said)
        else:
            self._take_own(each, said)
        return inherited

    def _take_own(self, each: Statement, said: Said) -> None:
        """Take what is said of a task and of none that is in it."""
        keyword = each.keyword
        if keyword == "complete":
            said.percent = _integer(each, 0, 100, 0)
        elif keyword == "milestone":
            said.is_milestone = True
        elif keyword == "note" and each.texts:
            said.notes = paragraph(each.texts[0])
        elif keyword == "depends":
            said.waits += references_of(each, self.amounts.working)
        elif keyword == "precedes":
            said.holds += references_of(each, self.amounts.working)
            said.is_backward = True
        elif keyword == "scheduling":
            said.is_backward = "alap" in each.values(Kind.WORD)

    def _take_date(self, each: Statement, said: Said) -> None:
        tokens = [part for part in each.said if isinstance(part, Token)]
        if each.keyword == "period":
            interval = interval_of(tokens)
            if interval:
                said.start, said.end = interval.start, interval.end
            return
        dates = each.values(Kind.DATE)
        instant = read_instant(dates[0]) if dates else None
        if each.keyword == "maxend":
            said.deadline = instant
        elif each.keyword == "start":
            said.start = instant
        else:
            said.end = instant
            said.is_backward = said.start is None

    def _take_amount(self, each: Statement, said: Said) -> None:
        amounts = each.values(Kind.AMOUNT)
        if not amounts:
            return
        said.driven_by = each.keyword
        if each.keyword == "duration":
            said.minutes = wall_minutes(*amount_of(amounts[0]))
        else:
            said.minutes = self.amounts.working(amounts[0])

    def _allocate(self, each: Statement, inherited: Inherited) -> Inherited:
        """Take who does it beside those who were named before, or one of several."""
        where = ".".join(inherited.path)
        people = dict.fromkeys((*inherited.people, *self._named(each, where)))
        instead = dict.fromkeys(inherited.instead)
        for option in _inside(each):
            if option.keyword == "alternative":
                instead |= dict.fromkeys(self._named(option, where))
            elif option.keyword == "mandatory":
                why = _("people who must work on it together: each has a part of it")
                self.findings.add("task", where, why)
        if instead and len(people) > 1:
            why = _("others could do a part of it: who is named first does it")
            self.findings.add("task", where, why)
            instead = {}
        return replace(inherited, people=tuple(people), instead=tuple(instead))

    def _named(self, each: Statement, where: str) -> list[str]:
        """Return the people of a list of people and teams."""
        names = each.values(Kind.WORD)
        for name in names:
            if name not in self.people.teams:
                why = _("somebody who is not in the file is to do it")
                self.findings.add("task", where, why, value=name)
        return [person for name in names for person in self.people.members(name)]

    def _task(
        self,
        title: str,
        path: tuple[str, ...],
        said: Said,
        inherited: Inherited,
        below: list[Statement],
    ) -> Task:
        uid = self.numbers.of(".".join(path))
        where = ".".join(path)
        if said.is_backward:
            why = _("planned backwards there: planned as soon as possible here")
            self.findings.add("task", where, why)
        deadline = said.deadline
        if said.end and not said.start and not below:
            deadline = said.end
        calendar = None
        if not below:
            calendar = self.people.calendar_of_task(
                where, title, inherited.hours, is_length=said.driven_by == "length"
            )
        if calendar:
            self.calendars.append(replace(calendar, is_shared=True))
        return Task(
            uid=uid,
            number=len(self.tasks) + 1,
            wbs="",
            name=label(title),
            level=inherited.level - 1,
            notes=said.notes,
            is_summary=bool(below),
            percent_complete=said.percent,
            start=said.start,
            finish=said.end,
            actual_start=said.start if said.percent else None,
            actual_finish=said.end if said.percent == 100 else None,
            constraint=(
                Constraint.START_NO_EARLIER
                if said.start
                else Constraint.AS_SOON_AS_POSSIBLE
            ),
            constraint_date=said.start,
            deadline=deadline,
            calendar=calendar.uid if calendar else None,
            priority=inherited.priority,
            **({} if below else self._amounts(said)),
        )

    def _amounts(self, said: Said) -> dict[str, Any]:
        minutes = said.minutes
        left = round(minutes * (100 - said.percent) / 100)
        if said.driven_by == "effort":
            return {
                "fixed": Fixed.WORK,
                "is_effort_driven": True,
                "work": minutes,
                "remaining_work": left,
                "duration": minutes,
                "remaining_duration": left,
            }
        if not said.driven_by and said.start and said.end and said.end > said.start:
            minutes = (said.end - said.start) // timedelta(minutes=1)
            left = round(minutes * (100 - said.percent) / 100)
            kind = "duration"
        else:
            kind = said.driven_by
        if not minutes or said.is_milestone:
            return {"is_milestone": True, "duration": 0, "remaining_duration": 0}
        return {
            "fixed": Fixed.DURATION,
            "is_elapsed": kind == "duration",
            "duration": minutes,
            "remaining_duration": left,
        }

    def _assign(self, place: int, inherited: Inherited) -> None:
        """Share the work among those who do it: everybody does as much."""
        task = self.tasks[place]
        people = inherited.people
        if task.is_milestone or not people:
            return
        speeds = [self.people.efficiencies.get(name, 1.0) for name in people]
        if any(speed != 1.0 for speed in speeds):
            why = _("people of another efficiency: they are planned to be like others")
            self.findings.add("task", ".".join(inherited.path), why)
        count = len(people)
        whole = task.work if task.work is not None else (task.duration or 0) * count
        left = task.remaining_work
        left = (task.remaining_duration or 0) * count if left is None else left
        if task.work:
            self.tasks[place] = replace(
                task,
                duration=-(-task.work // count),
                remaining_duration=-(-left // count),
            )
        for n, name in enumerate(people):
            self.assignments.append(
                Assignment(
                    task=task.uid,
                    resource=self.people.resources[name].uid,
                    work=_part(whole, n, count),
                    remaining_work=_part(left, n, count),
                    instead=tuple(
                        self.people.resources[other].uid for other in inherited.instead
                    ),
                )
            )


def _part(minutes: int, n: int, count: int) -> int:
    return minutes * (n + 1) // count - minutes * n // count


def _inside(statement: Statement) -> Iterator[Statement]:
    for part in statement.said:
        if isinstance(part, Block):
            yield from part.statements


def _integer(statement: Statement, least: int, most: int, default: int) -> int:
    said = statement.values(Kind.NUMBER)
    return round(max(least, min(most, float(said[0])))) if said else default
