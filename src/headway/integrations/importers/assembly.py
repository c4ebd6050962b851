"""What a reader found, put together: each in its place, no reference to nowhere."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from headway.integrations.importers import references
from headway.integrations.importers.hierarchy import place
from headway.plan.files.content import (
    FileCalendar,
    Link,
    Resource,
    ScheduleFile,
    Task,
)
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

Thing = TypeVar("Thing", Task, Resource, FileCalendar)
Owner = TypeVar("Owner", Task, Resource)


def assembled(file: ScheduleFile, findings: Findings) -> ScheduleFile:
    """Return the file whole: what cannot be as it stands is noted and left out.

    Tasks come in the order of their outline, and their levels say what is in what.
    """
    calendars = references.known_calendars(
        _by_uid(file.calendars, "calendar", findings), findings
    )
    placed = place(_by_uid(file.tasks, "task", findings).values(), findings)
    tasks = {
        task.uid: _with_calendar(task, calendars, "task", findings) for task in placed
    }
    people = {
        uid: _with_calendar(each, calendars, "resource", findings)
        for uid, each in _by_uid(file.resources, "resource", findings).items()
    }
    links = _between_tasks(file.links, tasks, findings)
    return replace(
        file,
        calendar=references.known_calendar(
            file.calendar, calendars, findings, "project", file.name
        ),
        calendars=tuple(calendars.values()),
        tasks=tuple(tasks.values()),
        resources=tuple(people.values()),
        links=references.known_links(links, tasks, findings),
        assignments=references.known_assignments(
            file.assignments, tasks, people, findings
        ),
        not_read=(*findings.lines(), *file.not_read),
    )


def _by_uid(things: Iterable[Thing], kind: str, findings: Findings) -> dict[int, Thing]:
    known: dict[int, Thing] = {}
    for thing in things:
        if thing.uid in known:
            why = _("another one before it has the same number")
            findings.add(kind, f"{thing.uid} {thing.name!r}", why)
        else:
            known[thing.uid] = thing
    return known


def _with_calendar(
    owner: Owner, known: Mapping[int, FileCalendar], kind: str, findings: Findings
) -> Owner:
    name = f"{owner.uid} {owner.name!r}"
    calendar = references.known_calendar(owner.calendar, known, findings, kind, name)
    return owner if calendar == owner.calendar else replace(owner, calendar=calendar)


def _between_tasks(
    links: Iterable[Link], tasks: Mapping[int, Task], findings: Findings
) -> Iterable[Link]:
    for link in links:
        if link.after not in tasks:
            why = _("a task that is not in the file waits for it")
            findings.add("task", str(link.before), why, value=link.after)
        elif link.before == link.after:
            findings.add("task", str(link.after), _("it is linked to itself"))
        else:
            yield link
