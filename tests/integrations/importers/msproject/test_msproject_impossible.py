"""A plan in which everything is impossible: taken over and planned, with a report."""

import time

import pytest

from headway.actors.models import Actor
from headway.integrations.importers.actions import import_schedule
from headway.plan.actions.replanning import replan_workspace
from headway.work.models import Item, Outlook
from tests.integrations.importers.msproject.documents import (
    STANDARD,
    document,
    element,
    link,
    read,
    task,
)

DEPTH, SECONDS = 100, 5
NEVER = element("Calendar", UID=2, Name="Never", IsBaseCalendar=1, BaseCalendarUID=-1)
ODD = document(
    *(task(n, OutlineLevel=n) for n in range(1, DEPTH + 1)),
    task(201, "Hen", links=link(203)),
    task(202, "Egg", links=link(201)),
    task(203, "Chick", links=link(202)),
    task(204, "Backwards", Duration="-PT8H0M0S"),
    task(205, "Orwell", Start="1984-01-01T08:00:00", Finish="1984-01-02T17:00:00"),
    task(206, "Late", ConstraintType=4, ConstraintDate="2049-12-31T08:00:00"),
    task(207, "Nobody works", CalendarUID=2, links=link(205)),
    task(208, "After nothing", links=link(999)),
    element("Task", ID=9, Name="Without a UID", OutlineLevel=1),
    resources=element("Resource", UID=1, Name="Eve", Type=1),
    assignments=element("Assignment", UID=1, TaskUID=204, ResourceUID=77)
    + element("Assignment", UID=2, TaskUID=888, ResourceUID=1),
    calendars=STANDARD + NEVER,
)
NOTED = ("Backwards", "999", "77", "888", "UID")


@pytest.mark.django_db(transaction=True)
def test_a_plan_of_impossible_things_ends_with_a_report(dee: Actor) -> None:
    begun = time.process_time()
    report = import_schedule(read(ODD), by=dee, source="msproject", name="odd")
    assert report.items.created == DEPTH + 8
    assert Item.objects.get(title=f"Task {DEPTH}").depth == DEPTH - 1
    assert len(report.items.circles) <= 1
    said = "\n".join(f"{each.where}: {each.why}" for each in report.not_taken)
    assert [each for each in NOTED if each not in said] == []

    again = import_schedule(read(ODD), by=dee, source="msproject", name="odd")
    assert (again.items.created, again.items.updated) == (0, 0)
    assert time.process_time() - begun < SECONDS
    replan_workspace(dee.workspace_id, by=dee)
    assert Outlook.objects.count() == DEPTH + 8
