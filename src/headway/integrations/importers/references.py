"""Drop references that lead nowhere, so that whoever reads on need not look again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from headway.integrations.importers.hierarchy import label
from headway.plan.files.content import Assignment, FileCalendar, Link, Resource, Task
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _


def known_calendars(
    calendars: Mapping[int, FileCalendar], findings: Findings
) -> dict[int, FileCalendar]:
    """Cut calendars off a base that does not exist, or that derives from them."""
    checked = dict(calendars)
    for uid, calendar in calendars.items():
        why = _base_problem(checked, uid)
        if why:
            findings.add("calendar", f"{uid} {calendar.name!r}", why)
            checked[uid] = replace(calendar, base=None)
    return checked


def _base_problem(calendars: Mapping[int, FileCalendar], uid: int) -> str:
    seen = {uid}
    base = calendars[uid].base
    while base is not None:
        if base not in calendars:
            return _("its base calendar is missing") if len(seen) == 1 else ""
        if base in seen:
            return _("it is based on itself")
        seen.add(base)
        base = calendars[base].base
    return ""


def known_calendar(
    uid: int | None,
    calendars: Mapping[int, FileCalendar],
    findings: Findings,
    kind: str,
    name: str,
) -> int | None:
    """Give ``uid`` where there is such a calendar."""
    if uid is None or uid in calendars:
        return uid
    findings.add(kind, name, _("its calendar is missing from the file"), value=uid)
    return None


def known_links(
    links: Iterable[Link], tasks: Mapping[int, Task], findings: Findings
) -> tuple[Link, ...]:
    """Keep links between two tasks of the file, each once."""
    kept: dict[tuple[int, int, str], Link] = {}
    for link in links:
        after = tasks[link.after]
        key = link.before, link.after, link.type.value
        if link.before not in tasks:
            why = _("it waits for a task that is not in the file")
            findings.add("task", label(after), why, value=link.before)
        elif _is_within(link.before, link.after, tasks):
            why = _("it is linked to a summary task that it is part of")
            findings.add("task", label(after), why)
        elif _is_within(link.after, link.before, tasks):
            why = _("it is linked to a task that is part of it")
            findings.add("task", label(after), why)
        elif key in kept:
            why = _("the same link appears twice")
            findings.add("task", label(after), why, value=link.before)
        else:
            kept[key] = link
    return tuple(kept.values())


def _is_within(summary: int, uid: int, tasks: Mapping[int, Task]) -> bool:
    parent = tasks[uid].parent
    while parent is not None:
        if parent == summary:
            return True
        parent = tasks[parent].parent
    return False


def known_assignments(
    assignments: Iterable[Assignment],
    tasks: Mapping[int, Task],
    resources: Mapping[int, Resource],
    findings: Findings,
) -> tuple[Assignment, ...]:
    """Keep assignments of a resource of the file to a task of the file."""
    kept = []
    for assignment in assignments:
        name = _("of resource %(resource)d to task %(task)d") % {
            "resource": assignment.resource,
            "task": assignment.task,
        }
        if assignment.task not in tasks:
            findings.add("assignment", name, _("its task is not in the file"))
        elif assignment.resource not in resources:
            findings.add("assignment", name, _("its resource is not in the file"))
        else:
            kept.append(assignment)
    return tuple(kept)
