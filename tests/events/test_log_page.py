"""What administrators see of the log, and take away as a file."""

import csv
from io import StringIO

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.events.models import Event
from headway.people.members.actions import change_role
from headway.work.actions import edit_item, move_item
from headway.work.models import Item, Project
from tests.work.lists import signed_in, text_of

pytestmark = pytest.mark.django_db

LOG = "/w/acme/settings/log/"


@pytest.fixture
def happened(survey: Item, ada: Actor, dee: Actor) -> None:
    edit_item(survey.pk, by=ada, title="=1+1 Survey")
    move_item(survey.pk, "doing", by=dee)


@pytest.fixture
def dees_browser(client: Client, dee: Actor) -> Client:
    return signed_in(client, dee)


def test_it_tells_who_did_what_to_what(happened, dees_browser: Client):
    page = text_of(dees_browser, LOG)

    assert "Ada changed the title" in page
    assert "Dee started it" in page
    assert "BRI-1" in page


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ("kind=work.item_moved", "Dee started", "Ada changed"),
        ("person={ada}", "Ada changed", "Dee started"),
        ("subject=people.person", "Nothing yet", "Ada changed"),
        ("last_on=2001-01-01", "Nothing yet", "Ada changed"),
        ("first_on=2001-01-01&last_on=2999-01-01", "Ada changed", "Nothing yet"),
    ],
)
def test_filters_leave_the_rest_out(
    happened, dees_browser: Client, ada: Actor, asked: str, shown: str, hidden: str
):
    page = text_of(dees_browser, f"{LOG}?{asked.format(ada=ada.pk)}")

    assert shown in page
    assert hidden not in page


def test_a_nonsense_filter_is_said_to_be_one(happened, dees_browser: Client):
    assert dees_browser.get(f"{LOG}?first_on=soon").status_code == 422


def test_pages_go_on_where_the_last_ended(
    survey: Item, ada: Actor, dees_browser: Client, monkeypatch
):
    monkeypatch.setattr("headway.events.views.watching.PAGE_EVENTS", 2)
    for name in ("One", "Two", "Three"):
        edit_item(survey.pk, by=ada, title=name)
    last = Event.objects.order_by("-pk")[1]

    assert f"before={last.pk}" in text_of(dees_browser, LOG)
    older = text_of(dees_browser, f"{LOG}?before={last.pk}")
    assert "→ “One”" in older
    assert "→ “Two”" not in older


def test_the_file_holds_no_formula_and_the_export_is_logged(
    happened, dees_browser: Client, dee: Actor
):
    answer = dees_browser.post(f"{LOG}export/", {"kind": "work.item_edited"})

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    heading, row = csv.reader(StringIO(text))
    assert heading[:3] == ["Time (UTC)", "Who", "What"]
    assert row[1:4] == ["Ada", "work.item_edited", "BRI-1"]
    assert Event.objects.get(kind="events.log_exported").data["ip"] == "127.0.0.1"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_is_text(text: str):
    from headway.events.log import safe_cell

    assert safe_cell(text) == f"'{text}"
    assert safe_cell("1 = 1") == "1 = 1"


def test_nobody_of_another_workspace_is_in_it(
    happened, dees_browser: Client, cem: Actor
):
    from headway.people.actions import add_person

    add_person(by=cem, name="Canary")
    assert "Canary" not in text_of(dees_browser, LOG)
    answer = dees_browser.post(f"{LOG}export/")
    assert b"Canary" not in b"".join(answer.streaming_content)


def test_it_costs_as_many_queries_for_many_events_as_for_few(
    survey: Item, ada: Actor, dees_browser: Client, django_assert_max_num_queries
):
    dees_browser.get(LOG)
    for n in range(30):
        edit_item(survey.pk, by=ada, title=f"Name {n}")
    with django_assert_max_num_queries(20):
        dees_browser.get(LOG)


def test_what_concerns_access_says_from_where_it_was_asked(
    bridge: Project, dees_browser: Client, dee: Actor, ben: Actor
):
    form = {"holder": f"person-{ben.person.pk}", "role": "lead"}
    dees_browser.post("/w/acme/projects/BRI/access/", form, REMOTE_ADDR="198.51.100.7")
    dees_browser.post(
        f"/w/acme/settings/members/{ben.person.pk}/role/",
        {"role": "admin"},
        REMOTE_ADDR="198.51.100.8",
    )
    change_role(ben.person.pk, "member", by=dee)

    facts = Event.objects.order_by("pk")
    asked = [(e.kind, e.data["ip"]) for e in facts if "ip" in e.data]
    assert asked[-3:] == [
        ("work.grant_given", "198.51.100.7"),
        ("people.role_changed", "198.51.100.8"),
        ("people.role_changed", ""),
    ]
