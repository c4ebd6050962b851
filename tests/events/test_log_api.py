"""The log, one's own acts and jobs over REST."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from headway.actors.models import Actor
from headway.events.models import Event
from headway.people.tokens.actions import make_token
from headway.work.actions import create_item, edit_item, move_item
from headway.work.models import Item, Project
from tests.programs import program_of, walk

each_is_one_act = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ask(ada: Actor):
    return program_of(ada)


@pytest.fixture
def administer(dee: Actor):
    return program_of(dee)


def acts(ask, *, limit: int, meanwhile=lambda: None) -> list[dict]:
    rows, cursor = [], 0
    while cursor is not None:
        page = ask("GET", f"/operations?limit={limit}&cursor={cursor}").json()
        rows += page["items"]
        cursor = page["next_cursor"]
        meanwhile()
    return rows


@each_is_one_act
def test_pages_of_acts_are_stable_while_others_come(
    ask, survey: Item, ada: Actor, bridge: Project
):
    for minutes in range(5):
        edit_item(survey.pk, by=ada, effort_minutes=60 + minutes)
    before = [row["id"] for row in acts(ask, limit=100)]

    def work_on() -> None:
        create_item(bridge.pk, by=ada, title="Later")

    seen = [row["id"] for row in acts(ask, limit=2, meanwhile=work_on)]
    assert len(before) == 5
    assert seen == before


@each_is_one_act
def test_an_act_stands_until_it_is_taken_back_and_again_when_it_is_redone(
    ask, survey: Item, ada: Actor
):
    edit_item(survey.pk, by=ada, effort_minutes=60)
    assert [row["stands"] for row in acts(ask, limit=1)] == [True]
    assert ask("POST", "/operations/undo").status_code == 200
    assert [row["stands"] for row in acts(ask, limit=1)] == [True, False]
    assert ask("POST", "/operations/redo").status_code == 200
    assert [row["stands"] for row in acts(ask, limit=1)] == [True, False, True]
    survey.refresh_from_db()
    assert survey.effort_minutes == 60


def test_there_is_nothing_to_take_back_or_to_redo_at_first(ask, survey: Item):
    for path in ("/operations/undo", "/operations/redo"):
        answer = ask("POST", path)
        assert answer.status_code == 409
        assert answer.json()["detail"]


@each_is_one_act
def test_lists_of_acts_take_as_many_queries_for_one_as_for_many(
    ask, survey: Item, ada: Actor
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            ask("GET", "/operations")
        return len(seen)

    edit_item(survey.pk, by=ada, effort_minutes=60)
    ask("GET", "/operations")
    few = queries()
    for minutes in range(20):
        edit_item(survey.pk, by=ada, effort_minutes=100 + minutes)
    assert queries() == few


@each_is_one_act
def test_the_log_says_who_did_what_by_which_token(administer, survey: Item, ada: Actor):
    lives = timedelta(days=1)
    secret = make_token(by=ada, name="CI", scopes=["read", "write"], lives=lives)
    by_token = program_of(token=secret)
    by_token("PATCH", f"/items/{survey.key}", {"title": "Measure"})
    event = administer("GET", "/log").json()["items"][0]

    assert event["kind"] == "work.item_edited"
    assert (event["author"], event["token"]) == ("Ada", "CI")
    assert (event["subject_type"], event["subject_id"]) == ("work.item", survey.pk)
    assert event["subject"] == survey.key
    assert any("Measure" in said for said in event["said"])


def test_the_log_is_narrowed(administer, survey: Item, ada: Actor, dee: Actor):
    move_item(survey.pk, "done", by=ada)
    today = timezone.now().date().isoformat()

    def kinds(query: str) -> set[str]:
        answer = administer("GET", f"/log?{query}")
        return {row["kind"] for row in answer.json()["items"]}

    assert kinds(f"by={ada.pk}") == {"work.item_moved"}
    assert kinds("kind=work.item_created") == {"work.item_created"}
    assert "work.item_moved" in kinds("subject_type=work.item")
    assert "work.item_moved" in kinds(f"first_on={today}&last_on={today}")
    assert kinds("last_on=2001-01-01") == set()
    assert administer("GET", "/log?first_on=2026-02-30").status_code == 422


def test_pages_of_the_log_are_stable_and_whole(administer, survey: Item, ada: Actor):
    for minutes in range(4):
        edit_item(survey.pk, by=ada, effort_minutes=60 + minutes)
    rows = walk(administer, "/log", limit=2)

    ids = list(Event.objects.order_by("-pk").values_list("pk", flat=True))
    assert [row["id"] for row in rows] == ids


@each_is_one_act
def test_a_job_that_failed_is_tried_again_and_one_that_waits_given_up(administer, acme):
    app.configure_task("events.perform").defer(workspace_id=acme.pk)
    (job,) = administer("GET", "/jobs").json()["jobs"]
    assert (job["state"], job["task"]) == ("todo", "events.perform")
    assert administer("POST", f"/jobs/{job['id']}/retry").status_code == 409
    assert administer("DELETE", f"/jobs/{job['id']}").status_code == 204
    assert administer("GET", "/jobs").json()["jobs"] == []
    assert ProcrastinateJob.objects.get().status == "cancelled"
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def test_readers_are_told_with_what_waits_for_them(administer, survey: Item):
    readers = administer("GET", "/jobs").json()["readers"]

    assert {reader["name"] for reader in readers} == {
        "events.effects",
        "events.live",
        "plan.replan",
    }
    assert all(reader["waiting"] for reader in readers)
