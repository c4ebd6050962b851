"""Plans over REST."""

from datetime import UTC, date, datetime, timedelta

import pytest

from headway.actors.models import Actor, Role
from headway.plan.models import Load
from headway.plan.remembering import remember_forecasts
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    edit_item,
    give_grant,
    link_items,
)
from headway.work.models import Grant, GrantRole, Item, Project
from tests.plan.timelines import forecast, load, publish, today
from tests.programs import program_of, walk
from tests.world import member

START = datetime(2030, 6, 3, 9, tzinfo=UTC)


@pytest.fixture
def ask(ada: Actor):
    return program_of(ada)


def test_planning_is_read_by_members_and_changed_by_administrators(ask, dee: Actor):
    administer = program_of(dee)
    assert ask("PUT", "/planning", {"is_by_hand": True}).status_code == 403
    changed = administer("PUT", "/planning", {"is_by_hand": True})
    administer("PUT", "/planning", {"is_by_hand": True})

    assert changed.json()["is_by_hand"] is True
    assert "Headway-Operation" in changed.headers
    assert ask("GET", "/planning").json()["is_by_hand"] is True
    assert ask("GET", "/planning").json()["planned_at"] is None


def test_a_plan_is_asked_for_once_per_key(ask, ada: Actor):
    first, again = (ask("POST", "/plan", Idempotency_Key="k") for _ in range(2))

    assert first.status_code == again.status_code == 204
    assert first.headers["Headway-Operation"] == again.headers["Headway-Operation"]


def test_load_is_that_of_the_people_of_the_projects(
    ask, survey: Item, ada: Actor, ben: Actor, bridge: Project
):
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    load(ada.person, 60, 480)
    load(ben.person, 30)
    (mine,) = ask("GET", "/load?project=BRI").json()["items"]

    assert (mine["person_id"], mine["name"]) == (ada.person.pk, "Ada")
    assert mine["first_on"] == today().isoformat()
    assert mine["booked"][:3] == [60, 480, 0]
    assert mine["able"][0] == 480
    assert len(ask("GET", "/load").json()["items"]) == 2
    assert ask("GET", "/load?project=NONE").json()["items"] == []

    gus = member("gus", bridge.workspace, bridge, GrantRole.VIEWER, Role.GUEST)
    load(gus.person, 60)
    Load.objects.update(expected=[30])
    [own] = program_of(gus)("GET", "/load").json()["items"]
    assert (own["person_id"], own["expected"]) == (gus.person.pk, [])
    assert ask("GET", "/load?project=BRI").json()["items"][0]["expected"] == [30]


def test_outlooks_and_links_of_projects_are_a_timeline(
    ask, survey: Item, dig: Item, ada: Actor, dee: Actor
):
    link_items(survey.pk, dig.pk, by=ada)
    publish([forecast(survey, START, chance=70)], by=dee)
    rows = walk(ask, "/outlooks", limit=1)
    links = ask("GET", "/links?project=BRI").json()["items"]

    assert [row["item"] for row in rows] == [survey.key, dig.key]
    assert rows[0]["starts_at"] == "2030-06-03T09:00:00Z"
    assert rows[0]["chance_percent"] == 70
    assert rows[1]["p85"] is None
    assert links == [
        {
            "before": survey.key,
            "after": dig.key,
            "kind": "FS",
            "lag_minutes": 0,
            "lag_low_minutes": None,
            "lag_high_minutes": None,
            "lag_is_elapsed": False,
        }
    ]


def test_neither_shows_a_project_that_is_hidden(
    ask, survey: Item, dig: Item, dee: Actor, acme
):
    hidden = Project.objects.create(workspace=acme, name="Hidden", key="HID")
    first, then = (create_item(hidden.pk, by=dee, title=t) for t in ("One", "Two"))
    link_items(first.pk, then.pk, by=dee)

    for path in ("/outlooks", "/links"):
        assert ask("GET", f"{path}?project=HID").json()["items"] == []
    assert len(ask("GET", "/outlooks").json()["items"]) == 2
    assert ask("GET", "/links").json()["items"] == []


def test_what_was_forecast_each_day_is_told_the_first_day_first(
    ask, survey: Item, dee: Actor
):
    for n in range(3):
        publish([forecast(survey, START + timedelta(days=n))], by=dee)
        remember_forecasts(date(2030, 5, 1 + n))
    rows = walk(ask, f"/items/{survey.key}/forecasts", limit=2)
    of_project = ask("GET", "/projects/BRI/forecasts").json()["items"]

    assert [row["day"] for row in rows] == ["2030-05-01", "2030-05-02", "2030-05-03"]
    assert [row["p50"][:10] for row in rows] == [
        "2030-06-06",
        "2030-06-07",
        "2030-06-08",
    ]
    assert len(of_project) == 3


def test_a_preview_says_what_moves_and_changes_nothing(
    ask, survey: Item, dig: Item, ada: Actor
):
    link_items(survey.pk, dig.pk, by=ada)
    when = "2035-01-08T09:00:00Z"
    path = f"/items/{survey.key}/preview?starts_no_earlier={when}"
    seen = ask("GET", path).json()
    moved = {row["item"]: row for row in seen["moved"]}

    assert moved.keys() == {survey.key, dig.key}
    assert moved[survey.key]["start_after"] == when
    assert moved[dig.key]["finish_after"] > moved[dig.key]["finish_before"]
    assert seen["project_after"]["p85"] > seen["project_before"]["p85"]
    survey.refresh_from_db()
    assert survey.starts_no_earlier is None


def test_a_preview_of_a_wait_moves_what_waits(ask, survey: Item, dig: Item, ada: Actor):
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    edit_item(survey.pk, by=ada, effort_minutes=2400)
    seen = ask("GET", f"/items/{dig.key}/preview?waits_for={survey.key}").json()

    assert dig.key in {row["item"] for row in seen["moved"]}


def test_why_somebody_sees_a_project(ask, bridge: Project, ada: Actor, dan: Actor):
    Grant.objects.create(
        workspace=bridge.workspace, project=bridge, actor=dan, role=GrantRole.VIEWER
    )
    (reason,) = ask("GET", f"/projects/BRI/access/{dan.person.pk}").json()["reasons"]

    assert reason["text"] == "Viewer of Bridge"
    assert reason["ends_at"] is None


def test_a_forecast_that_is_hidden_from_a_guest_is_in_none_of_it(
    survey: Item, bridge: Project, dee: Actor, acme
):
    gus = member("gus", acme, role=Role.GUEST)
    hides = ["forecast"]
    give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=hides)
    publish([forecast(survey, START, chance=70)], by=dee)
    remember_forecasts(date(2030, 5, 1))
    ask = program_of(gus)
    (row,) = ask("GET", "/outlooks").json()["items"]

    assert row.pop("item") == survey.key
    assert set(row.values()) == {None}
    assert ask("GET", f"/items/{survey.key}/forecasts").status_code == 403
    assert ask("GET", "/projects/BRI/forecasts").status_code == 403
