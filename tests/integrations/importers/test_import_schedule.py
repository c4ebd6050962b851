"""A schedule file into a workspace, and again."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.models import Event
from headway.integrations.importers.actions import Report, import_schedule
from headway.integrations.importers.msproject import read_msproject
from headway.people.models import Calendar, CalendarException, Person, Rate
from headway.plan.files.content import (
    Assignment as FileAssignment,
)
from headway.plan.files.content import (
    FileCalendar,
    FileRate,
    LinkType,
    Resource,
    ResourceKind,
    ScheduleFile,
    Task,
)
from headway.plan.files.content import (
    Link as FileLink,
)
from headway.work.actions import create_item, edit_item
from headway.work.models import Assignment, Item, Link, Project
from tests.corpus import mspdi_files

FILES = mspdi_files()
OFFICE = dict.fromkeys(range(5), ((480, 720), (780, 1020)))
MONDAY = datetime(2027, 3, 1, 8)  # noqa: DTZ001 - local, as files have it


def take(file: ScheduleFile, by: Actor, **options: object) -> Report:
    return import_schedule(file, by=by, source="msproject", name="plan", **options)


def numbers() -> tuple[int, ...]:
    models = (Project, Item, Link, Assignment, Person, Calendar, CalendarException)
    return tuple(model.objects.count() for model in models)


def house(**changes: object) -> ScheduleFile:
    """Three tasks in a summary, one after the other, by one person."""
    tasks = (
        Task(uid=1, number=1, wbs="1", name="House", is_summary=True),
        Task(uid=2, number=2, wbs="1.1", name="Dig", parent=1, level=2, duration=480),
        Task(
            uid=3, number=3, wbs="1.2", name="Pour", parent=1, level=2,
            duration=960, work=960,
        ),
        Task(
            uid=4, number=4, wbs="1.3", name="Dry", parent=1, level=2,
            is_milestone=True,
        ),
    )  # fmt: skip
    said = {
        "name": "House",
        "start": MONDAY,
        "finish": None,
        "status": None,
        "calendar": 1,
        "calendars": (FileCalendar(uid=1, name="Office", base=None, days=OFFICE),),
        "resources": (
            Resource(uid=7, name="Eve"),
            Resource(uid=8, name="Concrete", kind=ResourceKind.MATERIAL),
        ),
        "tasks": tasks,
        "assignments": (FileAssignment(task=3, resource=7, units=500, work=960),),
        "links": (
            FileLink(before=2, after=3, lag=60),
            FileLink(before=3, after=4, type=LinkType.FINISH_FINISH),
        ),
    }
    return ScheduleFile(**said | changes)


def test_tasks_links_people_and_calendars_become_a_project(dee: Actor):
    report = take(house(), dee)

    project = Project.objects.get(key="HOUS")
    assert (report.is_new, report.items.created, report.items.links) == (True, 4, 2)
    items = {item.title: item for item in project.items.all()}
    assert items["Pour"].parent == items["House"]
    assert (items["Pour"].drive, items["Pour"].effort_minutes) == ("effort", 960)
    assert (items["Dig"].drive, items["Dig"].duration_minutes) == ("duration", 480)
    assert items["Dry"].is_milestone
    part = items["Pour"].assignments.get()
    assert (part.person.actor.name, part.units_percent) == ("Eve", 50)
    link = items["Dig"].links_out.get()
    assert (link.after, link.kind, link.lag_minutes) == (items["Pour"], "FS", 60)
    assert project.calendar.name == "Office"
    assert not Person.objects.filter(actor__name="Concrete").exists()
    assert project.starts_no_earlier == MONDAY.replace(tzinfo=UTC)


def test_again_changes_nothing_and_records_nothing(dee: Actor):
    take(house(), dee)
    before, events = numbers(), Event.objects.count()

    report = take(house(), dee)

    assert (numbers(), Event.objects.count()) == (before, events)
    assert (report.is_new, report.items.unchanged) == (False, 4)


def test_a_later_version_changes_what_it_made_and_leaves_what_was_added_here(
    dee: Actor,
):
    take(house(), dee)
    project = Project.objects.get(key="HOUS")
    create_item(project.pk, by=dee, title="Ours")
    edit_item(project.items.get(title="Dig").pk, by=dee, duration_minutes=60)
    file = house()
    kept = [task for task in file.tasks if task.name != "Dry"]
    later = (*kept, Task(uid=9, number=9, wbs="2", name="Roof", duration=480))

    report = take(house(tasks=later, links=(FileLink(before=2, after=9),)), dee)

    assert (report.items.created, report.items.updated) == (1, 1)
    assert [i.title for i in report.items.missing] == ["Dry"]
    assert any("no longer in it" in line.why for line in report.not_taken)
    assert project.items.get(title="Dig").duration_minutes == 480
    assert project.items.filter(title="Ours").exists()
    links = Link.objects.values_list("before__title", "after__title")
    assert set(links) == {("Dig", "Roof")}

    count = project.items.count()
    for created in (4, 0):  # another file, whose tasks have the same numbers
        garden = take(house(name="Garden"), dee, into="HOUS")
        assert (garden.items.created, garden.items.updated) == (created, 0)
        assert not any("no longer in it" in line.why for line in garden.not_taken)
        assert project.items.count() == count + 4
        assert project.items.filter(title="Dig").count() == 2


def test_a_dry_run_says_the_same_and_leaves_no_trace(dee: Actor):
    before = (*numbers(), Event.objects.count())

    report = take(house(), dee, is_dry_run=True)

    assert (*numbers(), Event.objects.count()) == before
    assert (report.items.created, report.people, report.is_dry_run) == (4, 1, True)


def test_progress_is_taken_over(dee: Actor):
    done = Task(
        uid=2, number=2, wbs="1", name="Dig", duration=480, percent_complete=100,
        start=MONDAY, finish=MONDAY.replace(hour=17),
        actual_start=MONDAY, actual_finish=MONDAY.replace(hour=17),
    )  # fmt: skip
    begun = Task(
        uid=3, number=3, wbs="2", name="Pour", duration=960, percent_complete=25,
        start=MONDAY, actual_start=MONDAY, remaining_duration=720,
    )  # fmt: skip
    dee.workspace.zone = "Europe/Berlin"

    take(house(tasks=(done, begun), assignments=(), links=()), dee)

    items = {item.title: item for item in Item.objects.all()}
    berlin = MONDAY.replace(tzinfo=ZoneInfo("Europe/Berlin"))
    assert (items["Dig"].state, items["Dig"].started_at) == ("done", berlin)
    assert items["Dig"].left_minutes == 0
    assert (items["Pour"].state, items["Pour"].left_minutes) == ("doing", 720)


def test_what_people_cost_is_taken_over_once_and_not_of_those_who_were_here(
    dee: Actor, ada: Actor
):
    rates = (
        FileRate(first=None, per_hour=Decimal("80.5")),
        FileRate(first=date(2027, 1, 1), per_hour=Decimal(90)),
    )
    people = (
        Resource(uid=7, name="Eve", rates=rates),
        Resource(uid=8, name="Ada", rates=rates),
    )
    take(house(resources=people, currency="EUR"), dee)
    take(house(resources=people, currency="EUR"), dee)

    kept = Rate.objects.order_by("valid_from").values_list(
        "person__actor__name", "amount_minor", "currency", "valid_from", "kind"
    )
    assert list(kept) == [
        ("Eve", 8050, "EUR", date(1970, 1, 1), "cost"),
        ("Eve", 9000, "EUR", date(2027, 1, 1), "cost"),
    ]
    report = take(house(name="Barn", resources=people), dee)
    assert any("currency" in line.why for line in report.not_taken)


def test_a_circle_is_left_out_and_named(dee: Actor):
    circle = (FileLink(before=2, after=3), FileLink(before=3, after=2))

    report = take(house(links=circle), dee)

    assert Link.objects.count() == 1
    assert [line.where for line in report.not_taken] == ["link from task 3 to 2"]


def test_somebody_of_the_same_name_is_taken_to_be_them(dee: Actor):
    take(house(), dee)
    take(house(name="Garden"), dee)

    assert Person.objects.filter(actor__name="Eve").count() == 1
    assert Project.objects.count() == 2


@pytest.mark.parametrize(
    ("key", "said"), [("HOUS", "is taken"), ("9", "is no key"), ("A-B", "is no key")]
)
def test_a_key_that_will_not_do_is_refused_whole(dee: Actor, key: str, said: str):
    take(house(), dee)
    before = numbers()
    with pytest.raises(Refused, match=said):
        take(house(name="Garden"), dee, key=key)
    assert numbers() == before


def test_only_administrators_import(lea: Actor):
    with pytest.raises(PermissionDenied):
        take(house(), lea)
    assert not Project.objects.filter(key="HOUS").exists()


@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_real_files_are_taken_over_whole_and_only_once(path: Path, dee: Actor):
    file = read_msproject(path)
    report = take(file, dee)

    project = Project.objects.get(external_source="msproject")
    assert project.items.count() == len(file.tasks)
    joined = {(x.before, x.after) for x in file.links}
    assert Link.objects.count() == len(joined) - len(report.items.circles)
    own = [c for c in file.calendars if c.days or c.weeks or c.exceptions or not c.base]
    shared = [c for c in file.calendars if c.is_shared]
    said = {c.uid for c in (*own, *shared)}  # the others are as what they are based on
    assert Calendar.objects.exclude(is_default=True).count() == len(said)
    done = sum(t.percent_complete == 100 and not t.is_summary for t in file.tasks)
    assert project.items.filter(state="done").count() >= done
    before, events = numbers(), Event.objects.count()

    again = take(read_msproject(path), dee)

    assert (numbers(), Event.objects.count()) == (before, events)
    assert again.items.unchanged == len(file.tasks)
