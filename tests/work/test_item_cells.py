"""Values of an item edited in place."""

import json
import re
from datetime import date, time

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.work.actions import Part, assign_people, edit_item, move_item
from headway.work.models import Item
from tests.work.lists import HTMX, signed_in, text_of
from tests.work.test_item_page import ITEM
from tests.world import member


def opened(client: Client, name: str) -> dict[str, str]:
    """What the form of a cell sends when nothing is typed."""
    form = text_of(client, f"{ITEM}cells/{name}/", headers=HTMX)
    fields = re.findall(r'name="(version|was|value)" value="([^"]*)"', form)
    return {"value": "", "was": ""} | dict(fields)


@pytest.mark.parametrize(
    ("name", "typed", "field", "value"),
    [
        ("title", "  Survey it ", "title", "Survey it"),
        ("left", "1:30", "remaining_minutes", 90),
        ("left", "2 d", "remaining_minutes", 960),
        ("left", "", "remaining_minutes", None),
        ("estimate", "90m", "effort_minutes", 90),
        ("chunk", "2 h", "chunk_minutes", 120),
        ("chunk", "0", "chunk_minutes", None),
        ("description", "See https://example.org", "description", None),
    ],
)
def test_a_value_is_saved_with_and_without_script(
    adas_browser: Client, survey: Item, ada, name, typed, field, value
):
    edit_item(survey.pk, by=ada, remaining_minutes=60)
    for headers in ({}, HTMX):
        sent = opened(adas_browser, name) | {"value": typed}
        response = adas_browser.post(f"{ITEM}cells/{name}/", sent, headers=headers)
        assert response.status_code == (200 if headers else 302)
    survey.refresh_from_db()
    assert getattr(survey, field) == (typed if name == "description" else value)


def test_a_cell_without_script_is_a_page(adas_browser: Client, survey: Item):
    page = text_of(adas_browser, f"{ITEM}cells/left/")
    assert "<!doctype html>" in page
    assert 'value="8 h"' in page


def test_what_is_saved_can_be_undone(adas_browser: Client, survey: Item):
    sent = opened(adas_browser, "left") | {"value": "3h"}
    response = adas_browser.post(f"{ITEM}cells/left/", sent, headers=HTMX)

    assert "3\N{NO-BREAK SPACE}h" in response.content.decode()
    assert "/undo/" in json.loads(response["HX-Trigger"])["toast"]["undo"]


@pytest.mark.django_db(transaction=True)  # so that its operation is its own
def test_the_same_again_changes_nothing(adas_browser: Client, survey: Item):
    response = adas_browser.post(
        f"{ITEM}cells/title/", opened(adas_browser, "title"), headers=HTMX
    )
    assert "HX-Trigger" not in response
    survey.refresh_from_db()
    assert survey.version == 1


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("title", "", "This field is required."),
        ("title", "x" * 501, "at most 500 characters"),
        ("left", "soon", "“soon” is no amount of work"),
        ("left", "9999999 w", "more than 1,000 weeks"),
        ("deadline", "31.11.", "Enter a valid date."),
        ("people", "Zoe", "Nobody here is called “Zoe”."),
    ],
)
def test_bad_input_is_refused_and_kept(
    adas_browser: Client, survey: Item, name: str, typed: str, words: str
):
    sent = opened(adas_browser, name) | {"value": typed}
    for headers in ({}, HTMX):
        response = adas_browser.post(f"{ITEM}cells/{name}/", sent, headers=headers)
        form = response.content.decode()
        assert response.status_code == 422
        assert words in form
        assert f'value="{typed}"' in form or not typed
        assert 'aria-invalid="true"' in form


def test_what_was_understood_is_said_while_typing(adas_browser: Client, survey: Item):
    echo = f"{ITEM}cells/left/echo/"
    understood = text_of(adas_browser, f"{echo}?value=1:30")
    assert (
        "1\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30\N{NO-BREAK SPACE}m left" in understood
    )
    assert 'role="status"' in understood
    assert "“&lt;b&gt;” is no amount" in text_of(adas_browser, f"{echo}?value=<b>")


def test_a_change_by_another_shows_both_and_then_gives_way(
    adas_browser: Client, survey: Item, lea: Actor
):
    sent = opened(adas_browser, "title") | {"value": "Mine"}
    edit_item(survey.pk, by=lea, title="Lea's")

    response = adas_browser.post(f"{ITEM}cells/title/", sent, headers=HTMX)
    form = response.content.decode()
    assert response.status_code == 412
    assert "Lea changed this to “Lea&#x27;s”" in form
    assert 'value="Mine"' in form

    fields = re.findall(r'name="(version|was)" value="([^"]*)"', form)
    again = {"value": "Mine"} | {k: v.replace("&#x27;", "'") for k, v in fields}
    adas_browser.post(f"{ITEM}cells/title/", again, headers=HTMX)
    survey.refresh_from_db()
    assert survey.title == "Mine"


def test_a_change_of_something_else_is_no_conflict(
    adas_browser: Client, survey: Item, lea: Actor
):
    sent = opened(adas_browser, "left") | {"value": "2h"}
    edit_item(survey.pk, by=lea, title="Survey all")

    response = adas_browser.post(f"{ITEM}cells/left/", sent, headers=HTMX)
    assert response.status_code == 200
    survey.refresh_from_db()
    assert (survey.title, survey.remaining_minutes) == ("Survey all", 120)


def test_people_are_named_as_people_name_them(
    adas_browser: Client, survey: Item, ada: Actor, lea: Actor
):
    assign_people(survey.pk, [Part(person_id=lea.person.pk, share=3)], by=ada)
    sent = opened(adas_browser, "people")
    assert sent["value"] == "Lea"

    sent |= {"value": "ada, LE"}
    adas_browser.post(f"{ITEM}cells/people/", sent, headers=HTMX)
    parts = survey.assignments.order_by("pk")
    assert [(p.person.actor.name, p.share, p.is_accountable) for p in parts] == [
        ("Ada", 1, True),
        ("Lea", 3, False),
    ]
    sent = opened(adas_browser, "people") | {"value": ""}
    adas_browser.post(f"{ITEM}cells/people/", sent, headers=HTMX)
    assert not survey.assignments.exists()


def test_who_could_be_meant_is_asked(adas_browser: Client, survey: Item, acme):
    member("noor ali", acme)
    member("noor berg", acme)
    sent = opened(adas_browser, "people") | {"value": "noor"}
    response = adas_browser.post(f"{ITEM}cells/people/", sent, headers=HTMX)

    assert "“noor” could be Noor Ali or Noor Berg." in response.content.decode()


def test_a_day_is_a_day_of_the_reader(adas_browser: Client, survey, ada: Actor):
    ada.person.zone = "Asia/Tokyo"
    ada.person.save()
    for name in ("pin", "start-by", "deadline"):
        sent = opened(adas_browser, name) | {"value": "2027-03-01"}
        adas_browser.post(f"{ITEM}cells/{name}/", sent, headers=HTMX)
    survey.refresh_from_db()

    assert survey.starts_no_earlier.isoformat() == "2027-02-28T15:00:00+00:00"
    assert survey.starts_no_later.isoformat() == "2027-03-01T14:59:00+00:00"
    assert survey.deadline.isoformat() == "2027-03-01T14:59:00+00:00"


def facts_in(client: Client) -> str:
    return re.search(
        r'<dl class="facts item-facts">.*?</dl>', text_of(client, ITEM), re.S
    )[0]


def test_the_one_day_on_which_it_must_start_is_one_fact(
    adas_browser: Client, survey: Item, ada: Actor
):
    said = facts_in(adas_browser)
    assert ("Starts from" in said, "Starts by" in said) == (True, True)
    assert "Must start on" not in said

    sent = opened(adas_browser, "must-start") | {"value": "2027-03-01"}
    adas_browser.post(f"{ITEM}cells/must-start/", sent, headers=HTMX)
    survey.refresh_from_db()
    assert survey.must_start_on == date(2027, 3, 1)
    assert timezone.localtime(survey.starts_no_earlier).time() == time(0)
    assert timezone.localtime(survey.starts_no_later).time() == time(23, 59)
    said = facts_in(adas_browser)
    assert said.count("Must start on") == 1
    assert said.count('datetime="2027-03-01') == 1
    assert "Starts from" not in said
    assert "Starts by" not in said
    assert opened(adas_browser, "must-start")["value"] == "2027-03-01"

    sent = opened(adas_browser, "start-by") | {"value": "2027-03-02"}
    adas_browser.post(f"{ITEM}cells/start-by/", sent, headers=HTMX)
    assert "Must start on" not in facts_in(adas_browser)


@pytest.mark.django_db(transaction=True)  # so that each operation is its own
def test_a_day_of_its_start_goes_and_comes_back_as_one(
    adas_browser: Client, survey: Item, ada: Actor
):
    sent = opened(adas_browser, "must-start") | {"value": "2027-03-01"}
    adas_browser.post(f"{ITEM}cells/must-start/", sent, headers=HTMX)
    history = text_of(adas_browser, f"{ITEM}history/")
    day = "changed the day on which it must start: nothing → 1\xa0Mar 2027"
    assert day.replace("\xa0", " ") in history.replace("\xa0", " ")
    assert "the latest start" not in history
    sent = opened(adas_browser, "must-start") | {"value": ""}
    answer = adas_browser.post(f"{ITEM}cells/must-start/", sent, headers=HTMX)
    survey.refresh_from_db()
    assert (survey.starts_no_earlier, survey.starts_no_later) == (None, None)

    undo = json.loads(answer.headers["HX-Trigger"])["toast"]["undo"]
    adas_browser.post(undo, headers=HTMX)
    survey.refresh_from_db()
    assert survey.must_start_on == date(2027, 3, 1)


def test_a_first_remainder_is_the_first_estimate(adas_browser, survey, ada: Actor):
    edit_item(survey.pk, by=ada, effort_minutes=None, spent_minutes=60)
    sent = opened(adas_browser, "left") | {"value": "2h"}
    adas_browser.post(f"{ITEM}cells/left/", sent, headers=HTMX)
    survey.refresh_from_db()

    assert (survey.effort_minutes, survey.remaining_minutes) == (180, 120)


def test_closed_items_keep_what_is_left(adas_browser: Client, survey, ada: Actor):
    sent = opened(adas_browser, "left") | {"value": "2h"}
    move_item(survey.pk, "done", by=ada)
    sent["was"] = ""
    response = adas_browser.post(f"{ITEM}cells/left/", sent, headers=HTMX)

    assert response.status_code in (409, 412)
    survey.refresh_from_db()
    assert survey.remaining_minutes == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_viewers_cannot_edit_and_others_do_not_see(
    client: Client, survey: Item, ben: Actor, dan: Actor, method: str
):
    names = ("title", "left", "people", "description", "pin", "start-by", "must-start")
    for name in names:
        address = f"{ITEM}cells/{name}/"
        assert getattr(signed_in(client, ben), method)(address).status_code == 403
        assert getattr(signed_in(client, dan), method)(address).status_code == 404


def test_an_unknown_cell_is_not_found(adas_browser: Client, survey: Item):
    assert adas_browser.get(f"{ITEM}cells/workspace/").status_code == 404
    assert adas_browser.get(f"{ITEM}cells/workspace/echo/").status_code == 404


def test_the_history_says_who_changed_what(
    adas_browser: Client, survey: Item, ada: Actor, lea: Actor
):
    edit_item(survey.pk, by=lea, effort_minutes=60, starts_no_earlier=timezone.now())
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=lea)
    move_item(survey.pk, "done", by=ada)
    move_item(survey.pk, "doing", by=ada)
    page = text_of(adas_browser, f"{ITEM}history/")

    assert "Ada opened it again" in page
    assert "Ada finished it" in page
    assert "Lea changed who does it: nobody → Ada" in page
    nbsp = "\N{NO-BREAK SPACE}"
    assert f"Lea changed the estimate: 8{nbsp}h → 1{nbsp}h" in page
    assert "Dee created “Survey the site”" in page


def test_a_long_history_has_pages(adas_browser: Client, survey: Item, ada: Actor):
    for number in range(25):
        edit_item(survey.pk, by=ada, title=f"Title {number}")
    first = text_of(adas_browser, f"{ITEM}history/")
    older = re.search(r'href="(\?before=\d+)"', first)[1]

    assert "→ “Title 24”" in first
    assert "created" not in first
    assert "created" in text_of(adas_browser, f"{ITEM}history/{older}")


def test_the_least_at_a_time_is_for_what_is_worked_on(
    adas_browser: Client, survey: Item, ada: Actor
):
    assert "any length" in text_of(adas_browser, ITEM)
    echo = text_of(adas_browser, f"{ITEM}cells/chunk/echo/?value=2h", headers=HTMX)
    assert "Begun only for 2\N{NO-BREAK SPACE}h or more at a time" in echo

    edit_item(survey.pk, by=ada, chunk_minutes=120)

    told = "changed the least at a time: not said → 2\N{NO-BREAK SPACE}h"
    assert told in text_of(adas_browser, f"{ITEM}history/")
    edit_item(survey.pk, by=ada, drive="milestone")
    assert "At least at a time" not in text_of(adas_browser, ITEM)


def test_people_share_it_apart_or_at_the_same_time(
    adas_browser: Client, survey: Item, ada: Actor, lea: Actor
):
    assert "How they share" not in text_of(adas_browser, ITEM)
    parts = [Part(person_id=who.person.pk) for who in (ada, lea)]
    assign_people(survey.pk, parts, by=ada)
    assert "Each on their own part" in text_of(adas_browser, ITEM)

    sent = opened(adas_browser, "together") | {"value": "joint", "was": "apart"}
    answer = adas_browser.post(f"{ITEM}cells/together/", sent, headers=HTMX)
    assert "All at the same time" in answer.content.decode()
    survey.refresh_from_db()
    assert survey.is_joint
    told = "how they share it: each on their own part → all at the same time"
    assert told in text_of(adas_browser, f"{ITEM}history/")
    bad = adas_browser.post(f"{ITEM}cells/together/", sent | {"value": "1"})
    assert bad.status_code == 422
