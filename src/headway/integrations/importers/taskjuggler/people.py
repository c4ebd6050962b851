"""Resources: people, teams of them, and when they work."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from headway.integrations.importers.taskjuggler.hours import (
    ALWAYS,
    USUAL,
    Hours,
    Interval,
    Leave,
    add_hours,
    exceptions_of,
    work_week,
)
from headway.integrations.importers.taskjuggler.numbers import Numbers
from headway.integrations.importers.taskjuggler.statements import Kind, Statement
from headway.integrations.importers.values import label
from headway.plan.files.content import (
    CalendarException,
    FileCalendar,
    Resource,
    Spans,
    WorkWeek,
)
from headway.plan.files.findings import Findings
from headway.plan.files.saying import gettext_noop
from headway.plan.files.saying import say as _

LEFT: Final = {
    "booking": gettext_noop("bookings are not taken: work is planned anew"),
    "limits": gettext_noop("limits of work are not kept: people work all their hours"),
    "rate": gettext_noop("Headway plans time; money is left there"),
}
"""What is said of people and not taken, and why."""

PROJECT: Final = 1
"""The uid of the project's calendar."""


@dataclass(slots=True)
class People:
    """All resources and shifts of a file; a team stands for those who are in it."""

    findings: Findings
    numbers: Numbers = field(default_factory=Numbers)
    calendar_numbers: Numbers = field(default_factory=lambda: Numbers({PROJECT}))
    hours: Hours = field(default_factory=Hours)
    shifts: dict[str, Hours] = field(default_factory=dict)
    teams: dict[str, list[str]] = field(default_factory=dict)
    resources: dict[str, Resource] = field(default_factory=dict)
    own_hours: dict[str, Hours] = field(default_factory=dict)
    efficiencies: dict[str, float] = field(default_factory=dict)
    more: Mapping[str, list[Statement]] = field(default_factory=dict)
    """What ``supplement`` says of resources."""

    @property
    def week(self) -> dict[int, Spans]:
        return {**USUAL, **self.hours.week}

    def take_shift(self, statement: Statement, above: Hours | None = None) -> None:
        name = named(statement)[0]
        hours = above or Hours()
        for each in statement.body:
            hours = add_hours(hours, each, self.findings)
        self.shifts[name] = hours
        for each in statement.body:
            if each.keyword == "shift":
                self.take_shift(each, hours)

    def take_resource(
        self, statement: Statement, above: Hours | None = None
    ) -> list[str]:
        """Take a person or a team; return the ids of the people."""
        name, title = named(statement)
        hours = above or Hours()
        body = [*statement.body]
        for more in self.more.get(name, ()):
            body += more.body
        for each in body:
            hours = add_hours(hours, each, self.findings)
        members = [each for each in body if each.keyword == "resource"]
        if members:
            inside = [p for m in members for p in self.take_resource(m, hours)]
            self.teams[name] = inside
            return inside
        self.teams[name] = [name]
        self.own_hours[name] = hours
        self._take_person(name, title, body)
        return [name]

    def _take_person(self, name: str, title: str, body: list[Statement]) -> None:
        email = ""
        for each in body:
            if each.keyword == "email" and each.texts:
                email = label(each.texts[0])
            elif each.keyword == "efficiency":
                self._take_efficiency(name, each)
            elif each.keyword in LEFT:
                self.findings.add("resource", name, _(LEFT[each.keyword]))
        self.resources[name] = Resource(
            uid=self.numbers.of(name), name=label(title) or name, email=email
        )

    def _take_efficiency(self, name: str, statement: Statement) -> None:
        said = statement.values(Kind.NUMBER)
        efficiency = float(said[0]) if said else 1.0
        if efficiency != 1.0:
            self.efficiencies[name] = efficiency

    def members(self, name: str) -> list[str]:
        """Return the people that a name stands for, each once."""
        return list(dict.fromkeys(self.teams.get(name, ())))

    def calendar(self) -> FileCalendar:
        return FileCalendar(
            uid=PROJECT,
            name="TaskJuggler",
            base=None,
            days=self.week,
            exceptions=tuple(exceptions_of(self.hours.leaves, self.week)),
        )

    def calendar_of(self, name: str) -> FileCalendar | None:
        """Return the calendar of somebody who has hours of their own."""
        hours = self.own_hours[name]
        if not hours:
            return None
        return self._calendar(
            name, self.resources[name].name, hours, self.week, PROJECT
        )

    def calendar_of_task(
        self, name: str, title: str, hours: Hours, *, is_length: bool
    ) -> FileCalendar | None:
        """Return when a task goes on that has shifts: at any time but for these.

        A length is counted in the working time of the project.
        """
        if not hours.shifts:
            return None
        if is_length:
            return self._calendar(name, title, hours, self.week, PROJECT)
        return self._calendar(name, title, replace(hours, week=ALWAYS), ALWAYS, None)

    def _calendar(
        self,
        name: str,
        title: str,
        hours: Hours,
        usual: Mapping[int, Spans],
        base: int | None,
    ) -> FileCalendar:
        days = dict(hours.week)
        weeks: list[WorkWeek] = []
        exceptions: list[CalendarException] = []
        leaves = list(hours.leaves)
        for shift, interval in hours.shifts:
            found = self.shifts.get(shift)
            if found is None:
                why = _("a shift that is not in the file")
                self.findings.add("calendar", name, why, value=shift)
                continue
            if interval is None:
                days |= found.week
            else:
                weeks.append(work_week(found, interval, {**usual, **days}))
            if found.replaces:
                leaves = [each for each in leaves if not _is_within(each, interval)]
            exceptions += exceptions_of(found.leaves, {**usual, **days, **found.week})
        exceptions += exceptions_of(leaves, {**usual, **days})
        return FileCalendar(
            uid=self.calendar_numbers.of(name),
            name=title,
            base=base,
            days=days,
            weeks=tuple(weeks),
            exceptions=tuple(exceptions),
            is_shared=base is None,
        )


def _is_within(leave: Leave, interval: Interval | None) -> bool:
    if interval is None:
        return True
    return interval.start <= leave.interval.start and leave.interval.end <= interval.end


def named(statement: Statement) -> tuple[str, str]:
    """Return id and name of a task or resource; who has no id is called by name."""
    words = statement.values(Kind.WORD)
    title = statement.texts[0] if statement.texts else ""
    return (words[0] if words else f"“{title}”"), title
