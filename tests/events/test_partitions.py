from datetime import UTC, date, datetime

import pytest
from django.db import connection

from headway.actors.models import Actor
from headway.events import ports
from headway.events.actions import record
from headway.events.models import Cursor, Event
from headway.events.partitions import drop_partitions, ensure_partitions, is_read
from headway.work.facts import ItemEdited
from headway.work.models import Item

pytestmark = pytest.mark.django_db


def partitions() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits "
            "WHERE inhparent = 'events_event'::regclass"
        )
        return {name for (name,) in cursor.fetchall()}


def test_this_month_and_the_next_three_have_theirs_over_the_turn_of_the_year():
    ensure_partitions(date(2031, 11, 30))
    ensure_partitions(date(2031, 11, 30))

    names = {"2031_11", "2031_12", "2032_01", "2032_02"}
    assert {f"events_event_{name}" for name in names} <= partitions()
    assert "events_event_2032_03" not in partitions()


@pytest.fixture
def old_event(survey: Item, ada: Actor) -> Event:
    """An event of a month that is long over."""
    ensure_partitions(date(2020, 1, 1))
    fact = ItemEdited(subject_id=survey.pk, project_id=1, before={}, after={})
    [event] = record(fact, by=ada)
    Event.objects.filter(pk=event.pk).update(at=datetime(2020, 2, 3, tzinfo=UTC))
    connection.check_constraints()  # a table that is to be checked is not dropped
    return event


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Cursor:
    wired = ports.Reader(handle=lambda events: None)
    monkeypatch.setattr(ports, "readers", lambda: {"test": wired})
    return Cursor.objects.create(reader="test")


def test_a_month_goes_once_it_is_old_and_every_reader_has_passed_it(
    old_event: Event, reader: Cursor
):
    def drop(today: date) -> list[str]:
        return drop_partitions(today, months=4, may_go=is_read)

    assert drop_partitions(date(2020, 7, 31), months=0, may_go=is_read) == []
    assert drop(date(2020, 6, 30)) == ["events_event_2020_01"]
    assert drop(date(2020, 7, 1)) == []  # a reader has yet to read February
    assert Event.objects.filter(pk=old_event.pk).exists()

    Cursor.objects.filter(pk=reader.pk).move_to(old_event.position)
    assert drop(date(2020, 7, 1)) == ["events_event_2020_02"]
    assert not Event.objects.filter(pk=old_event.pk).exists()
    assert "events_event_2020_03" in partitions()
