"""Pauses: said on the page and by programs, planned by, told, taken back, copied."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.work.actions import duplicate_item, pause_item
from headway.work.actions.pausing import paused
from headway.work.models import Item, Pause
from headway.work.pauses import parse_pauses, pauses_words, typed_pauses
from tests.programs import program_of
from tests.work.lists import HTMX, text_of
from tests.work.test_item_cells import opened
from tests.work.test_item_page import ITEM


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2031, 3, day, hour, minute, tzinfo=UTC)


WEEK = (at(1), at(6))


@pytest.mark.parametrize(
    ("text", "spans", "typed"),
    [
        ("", [], ""),
        ("2031-03-01 - 2031-03-05", [WEEK], "2031-03-01 - 2031-03-05"),
        ("2031-03-01", [(at(1), at(2))], "2031-03-01"),
        ("2031-03-04 – 2031-03-05; 2031-03-01 - 2031-03-03", [WEEK],  # noqa: RUF001
         "2031-03-01 - 2031-03-05"),
        ("2031-03-01 9:30 - 2031-03-01 12:00", [(at(1, 9, 30), at(1, 12))],
         "2031-03-01 09:30 - 2031-03-01 12:00"),
        ("2031-03-01 13:00 - 2031-03-02, 2031-03-09", [(at(1, 13), at(3)),
         (at(9), at(10))], "2031-03-01 13:00 - 2031-03-02, 2031-03-09"),
    ],
)  # fmt: skip
def test_pauses_are_read_as_people_write_them(text: str, spans, typed: str):
    assert parse_pauses(text) == spans
    assert typed_pauses(spans) == typed
    assert parse_pauses(typed) == spans


@pytest.mark.parametrize(
    "text", ["soon", "2031-03-05 - 2031-03-01", "2031-02-30", "2031-03-01 9:00"]
)
def test_what_is_no_pause_is_named(text: str):
    with pytest.raises(Refused, match=r"“|later"):
        parse_pauses(text)


def test_whole_days_are_said_without_their_hours():
    assert pauses_words([WEEK]).replace("\xa0", " ") == "1 Mar 2031 to 5 Mar 2031"
    assert "09:30" in pauses_words([(at(1, 9, 30), at(1, 12))])


def test_they_are_said_on_the_page(adas_browser: Client, survey: Item):
    for headers in ({}, HTMX):
        sent = opened(adas_browser, "pauses") | {"value": "2031-03-01 - 2031-03-05"}
        answer = adas_browser.post(f"{ITEM}cells/pauses/", sent, headers=headers)
        assert answer.status_code == (200 if headers else 302)
    assert paused(survey) == [WEEK]
    said = "1 Mar 2031 to 5 Mar 2031"
    assert said in answer.content.decode().replace("\xa0", " ")
    assert said in text_of(adas_browser, ITEM).replace("\xa0", " ")
    assert opened(adas_browser, "pauses")["value"] == "2031-03-01 - 2031-03-05"
    echo = text_of(adas_browser, f"{ITEM}cells/pauses/echo/?value=2031-03-01")
    assert "No work on it: 1 Mar 2031" in echo.replace("\xa0", " ")
    history = text_of(adas_browser, f"{ITEM}history/").replace("\xa0", " ")
    assert f"changed its pauses: none → {said}" in history
    wrong = opened(adas_browser, "pauses") | {"value": "soon"}
    assert adas_browser.post(f"{ITEM}cells/pauses/", wrong).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_they_are_taken_back_unless_others_said_otherwise(
    survey: Item, ada: Actor, lea: Actor
):
    pause_item(survey.pk, [WEEK], by=ada)
    events = Event.objects.count()
    pause_item(survey.pk, [(at(1), at(3)), (at(3), at(6))], by=ada)
    assert Event.objects.count() == events
    first = Event.objects.order_by("-pk").first().operation
    undo_operation(first, by=ada)
    assert paused(survey) == []
    undo_operation(Event.objects.order_by("-pk").first().operation, by=ada)
    assert paused(survey) == [WEEK]
    pause_item(survey.pk, [(at(7), at(8))], by=lea)
    with pytest.raises(Refused, match="Lea changed"):
        undo_operation(first, by=ada)
    assert paused(survey) == [(at(7), at(8))]


def test_what_cannot_be_is_refused_and_leaves_no_trace(survey: Item, ada: Actor):
    with pytest.raises(Refused, match="later than"):
        pause_item(survey.pk, [(at(6), at(1))], by=ada)
    starts = (at(1, n // 60, n % 60) for n in range(0, 400, 2))
    many = [(start, start + timedelta(minutes=1)) for start in starts]
    with pytest.raises(Refused, match="at most"):
        pause_item(survey.pk, many, by=ada)
    row = {"workspace_id": survey.workspace_id, "item": survey}
    with pytest.raises(IntegrityError, match="ends_after"), transaction.atomic():
        Pause.objects.create(**row, starts_at=at(2), ends_at=at(2))
    assert not Pause.objects.exists()
    Pause.objects.create(**row, starts_at=at(1), ends_at=at(4))
    with pytest.raises(IntegrityError, match="one_pause"), transaction.atomic():
        Pause.objects.create(**row, starts_at=at(3), ends_at=at(5))


def test_programs_say_them_and_a_copy_has_the_same(survey: Item, ada: Actor):
    ask = program_of(ada)
    path = f"/items/{survey.key}/pauses"
    row = {"starts_at": "2031-03-01T00:00:00Z", "ends_at": "2031-03-06T00:00:00Z"}
    assert ask("PUT", path, {"pauses": [row]}).status_code == 200
    assert ask("GET", path).json() == {"pauses": [row]}
    assert paused(duplicate_item(survey.pk, by=ada)) == [WEEK]
    wrong = {"pauses": [row | {"ends_at": "2031-02-01T00:00:00Z"}]}
    assert ask("PUT", path, wrong).status_code == 422
    assert ask("PUT", path, {"pauses": []}).status_code == 200
    assert paused(survey) == []
