"""GanttProject: days of eight hours, links by who waits, vacations."""

import io
from datetime import date, datetime

from headway.integrations.importers.ganttproject.reader import read_ganttproject
from headway.plan.files.content import (
    Constraint,
    Fixed,
    LinkType,
    Repeat,
    ScheduleFile,
)
from tests.integrations.importers.schedules.documents import GAN


def house(text: str = GAN) -> ScheduleFile:
    return read_ganttproject(io.BytesIO(text.encode()), zone="UTC", name="plan")


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 1, day, hour)  # noqa: DTZ001 - local, as files have it


def test_tasks_have_their_place_length_and_progress():
    file = house()
    summary, dig, __, party = file.tasks
    assert file.name == "House"
    assert [t.uid for t in file.tasks] == [1, 2, 3, 4]
    assert (summary.is_summary, summary.notes) == (True, "On a hill")
    assert (dig.parent, dig.duration, dig.fixed) == (1, 4 * 480, Fixed.DURATION)
    assert (dig.percent_complete, dig.remaining_duration) == (50, 960)
    assert (dig.priority, dig.notes) == (600, "https://example.org/dig")
    assert (party.is_milestone, party.duration) == (True, 0)


def test_a_task_ends_after_so_many_working_days():
    __, dig, pour, __ = house().tasks
    # Monday to Saturday, which is worked, without Wednesday and Sunday
    assert (dig.start, dig.finish) == (at(5, 8), at(9, 17))
    assert dig.actual_start == at(5, 8)
    assert pour.finish == at(13, 17)


def test_what_nothing_pushes_stays_where_it_was_put():
    __, dig, pour, party = house().tasks
    assert dig.constraint is Constraint.AS_SOON_AS_POSSIBLE  # it has begun
    assert pour.constraint is Constraint.AS_SOON_AS_POSSIBLE  # another one pushes it
    assert (party.constraint, party.constraint_date) == (
        Constraint.START_NO_EARLIER,
        at(14, 8),
    )
    free = GAN.replace('<depend id="2" type="2" difference="1" hardness="Strong"/>', "")
    assert house(free).tasks[2].constraint_date == at(12, 8)


def test_links_say_who_waits_how_and_how_long():
    first, second = house().links
    assert (first.before, first.after, first.type, first.lag) == (
        2, 3, LinkType.FINISH_START, 480,
    )  # fmt: skip
    assert (second.after, second.type) == (4, LinkType.START_START)


def test_calendars_have_holidays_and_vacations():
    project, tims = house().calendars
    named, yearly, worked = project.exceptions
    assert (named.first, named.spans, named.name) == (date(2026, 1, 7), (), "Inventory")
    assert (yearly.recurrence.repeat, yearly.recurrence.month) == (Repeat.YEARLY_DAY, 1)
    assert worked.spans
    assert (tims.base, tims.name, tims.is_shared) == (project.uid, "Tim", False)
    assert (tims.exceptions[0].first, tims.exceptions[0].last) == (
        date(2026, 1, 12),
        date(2026, 1, 13),
    )


def test_who_is_responsible_comes_first_and_money_is_named():
    file = house()
    assert [(a.task, a.resource, a.units) for a in file.assignments] == [
        (3, 1, 1000),
        (3, 8, 500),
    ]
    assert file.assignments[1].work == 480
    eve, tim = file.resources
    assert (eve.email, tim.calendar) == ("eve@example.org", 2)
    assert any("money" in each.why for each in file.not_read)
