"""Dates by which a file wants tasks to start or finish are dates of items."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from headway.actors.models import Actor
from headway.plan.files.content import Constraint
from headway.work.models import Item
from tests.integrations.importers.test_import_schedule import house, take

ON = datetime(2026, 9, 9, 8)  # noqa: DTZ001 - a file's local time
AT = ON.replace(tzinfo=UTC)
END_OF_DAY = AT.replace(hour=23, minute=59)
EARLIER = ON.replace(day=2)


@pytest.mark.parametrize(
    ("constraint", "starts", "by", "finishes", "due"),
    [
        (Constraint.MUST_START_ON, AT, END_OF_DAY, None, None),
        (Constraint.START_NO_LATER, None, AT, None, None),
        (Constraint.MUST_FINISH_ON, None, None, AT, AT),
        (Constraint.FINISH_NO_LATER, None, None, None, AT),
        (Constraint.START_NO_EARLIER, AT, None, None, None),
    ],
)
def test_each_constraint_becomes_dates_and_nothing_is_lost(
    dee: Actor, constraint: Constraint, starts, by, finishes, due
):
    report = take(constrained(constraint), dee)

    dig = Item.objects.get(title="Dig")
    assert (dig.starts_no_earlier, dig.starts_no_later) == (starts, by)
    assert (dig.finishes_no_earlier, dig.deadline) == (finishes, due)
    assert not any("Dig" in line.where for line in report.not_taken)


def test_of_two_dates_to_be_done_by_the_earlier_counts(dee: Actor):
    file = constrained(Constraint.FINISH_NO_LATER, deadline=EARLIER)
    report = take(file, dee)

    assert Item.objects.get(title="Dig").deadline == EARLIER.replace(tzinfo=UTC)
    assert any("the earlier counts" in line.why for line in report.not_taken)


def constrained(constraint: Constraint, **more: datetime):
    file = house()
    tasks = (
        replace(task, constraint=constraint, constraint_date=ON, **more)
        if task.name == "Dig"
        else task
        for task in file.tasks
    )
    return replace(file, tasks=tuple(tasks))
