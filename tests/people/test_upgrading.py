"""What was said before these tables were there is kept by their migrations."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from headway.people.models import Absence, Calendar, Person
from headway.people.timetables import timetable_of

BEFORE = ("people", "0008_rate_table")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def earlier() -> Iterator[Apps]:
    """The models as they were, and the database with them."""
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    executor = MigrationExecutor(connection)
    yield executor.migrate([BEFORE]).apps
    forward(leaves)


def forward(leaves: list[tuple[str, str]] | None = None) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(leaves or executor.loader.graph.leaf_nodes())


def test_weeks_availability_and_days_away_are_kept(earlier: Apps):
    def create(app: str, model: str, **fields: object):
        return earlier.get_model(app, model).objects.create(**fields)

    workspace = create("actors", "Workspace", slug="old", name="Old")
    here = {"workspace": workspace}
    days = dict.fromkeys(("monday", "tuesday"), ((540, 1020),))
    shared = create("people", "Calendar", name="All", is_default=True, **days, **here)
    own = create(
        "people", "Calendar", name="Ada", base=shared, monday=((480, 720),), **here
    )
    ids = []
    for name, calendar, percent in (("Ada", own, 90), ("Ben", None, 70)):
        actor = create("actors", "Actor", kind="person", name=name, **here)
        person = create(
            "people",
            "Person",
            actor=actor,
            calendar=calendar,
            availability_percent=percent,
            **here,
        )
        ids.append(person.pk)
    for first, last in ((1, 5), (4, 9), (20, 21)):
        span = {"first_on": date(2027, 3, first), "last_on": date(2027, 3, last)}
        create("people", "Absence", person_id=ids[0], **span, **here)

    forward()

    ada, ben = (timetable_of(Person.objects.get(pk=pk)) for pk in ids)
    today = date(2026, 11, 25)
    assert (ada.period_on(today).percent, ben.period_on(today).percent) == (90, 70)
    assert ada.period_on(today).week[:2] == (((480, 720),), ((540, 1020),))
    assert ben.period_on(today).week[:2] == (((540, 1020),), ((540, 1020),))
    assert Calendar.objects.filter(workspace_id=workspace.pk).count() == 1
    assert [(a.first.day, a.last.day) for a in ada.absences] == [(1, 9), (20, 21)]
    assert Absence.objects.filter(state="withdrawn").count() == 1
