"""Resources: people, teams of them, and when they work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from headway.integrations.importers.taskjuggler.hours import (
    USUAL,
    Hours,
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
from headway.plan.files.saying import say as _

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
        for each in statement.body:
            hours = add_hours(hours, each, self.findings)
        members = [s for s in statement.body if s.keyword == "resource"]
        if members:
            inside = [p for m in members for p in self.take_resource(m, hours)]
            self.teams[name] = inside
            return inside
        self.teams[name] = [name]
        self.own_hours[name] = hours
        self._take_person(name, title, statement)
        return [name]

    def _take_person(self, name: str, title: str, statement: Statement) -> None:
        email = ""
        for each in statement.body:
            if each.keyword == "email" and each.texts:
                email = label(each.texts[0])
            elif each.keyword == "efficiency":
                self._take_efficiency(name, each)
            elif each.keyword == "limits":
                why = _("limits of work are not kept: people work all their hours")
                self.findings.add("resource", name, why)
            elif each.keyword == "booking":
                why = _("bookings are not taken: work is planned anew")
                self.findings.add("resource", name, why)
            elif each.keyword == "rate":
                why = _("Headway plans time; money is left there")
                self.findings.add("resource", name, why)
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

    def calendar_of(self, name: str, hours: Hours, title: str) -> FileCalendar | None:
        """Return the calendar of somebody, or of a task, with hours of its own."""
        if not hours:
            return None
        week: Mapping[int, Spans] = {**self.week, **hours.week}
        days = dict(hours.week)
        weeks: list[WorkWeek] = []
        exceptions: list[CalendarException] = []
        for shift, interval in hours.shifts:
            found = self.shifts.get(shift)
            if found is None:
                why = _("a shift that is not in the file")
                self.findings.add("calendar", name, why, value=shift)
            elif interval is None:
                days |= found.week
                exceptions += exceptions_of(found.leaves, {**week, **found.week})
            else:
                weeks.append(work_week(found, interval, week))
                exceptions += exceptions_of(found.leaves, {**week, **found.week})
        exceptions += exceptions_of(hours.leaves, {**week, **days})
        return FileCalendar(
            uid=self.calendar_numbers.of(name),
            name=title,
            base=PROJECT,
            days=days,
            weeks=tuple(weeks),
            exceptions=tuple(exceptions),
            is_shared=False,
        )


def named(statement: Statement) -> tuple[str, str]:
    """Return id and name of a task or resource; who has no id is called by name."""
    words = statement.values(Kind.WORD)
    title = statement.texts[0] if statement.texts else ""
    return (words[0] if words else f"“{title}”"), title
