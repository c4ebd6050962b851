"""What is done to bars: seen first, applied by a click, taken back by another."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from headway.actors.models import Actor, Role, Workspace
from headway.plan.timeline.words import effect
from headway.work.actions import (
    create_item,
    create_project,
    edit_item,
    give_grant,
    move_item,
)
from headway.work.models import Item, Link, Outlook, Project
from tests.plan.timelines import START, Engine, forecast, moved, publish, seen
from tests.world import member

pytestmark = pytest.mark.django_db

PREVIEW = "/w/acme/timeline/preview/"
LINKS = "/w/acme/timeline/links/"
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = Engine()
    monkeypatch.setattr("headway.plan.views.changes._engine", lambda: engine)
    return engine


@pytest.fixture
def planned(survey: Item, dig: Item, dee: Actor) -> Item:
    publish([forecast(survey, START), forecast(dig, START)], by=dee)
    return survey


def bar(item: Item) -> str:
    return f"/w/acme/timeline/{item.pk}/"


def test_a_preview_says_what_moves_and_changes_nothing(
    adas_browser: Client, engine: Engine, planned: Item, dig: Item
) -> None:
    engine.answer = seen(moved(planned), moved(dig))
    values = {"item": planned.pk, "starts_on": "2026-08-06", "if_version": 1}

    answer = adas_browser.post(PREVIEW, values, **HTMX)

    html = answer.content.decode()
    assert "Survey the site starts 3 days later" in html
    assert "Dig the pit starts 3 days later" in html
    assert re.search(r"Bridge: 85 % sure .*3.*Aug → .*6.*Aug", html)
    assert 'name="starts_on" value="2026-08-06"' in html
    assert f"{planned.pk} " in html.split('data-ghosts="')[1].split('"')[0]
    assert "<html" not in html
    planned.refresh_from_db()
    assert planned.starts_no_earlier is None


def test_carrying_a_bar_means_the_working_morning_of_its_new_day(
    adas_browser: Client, engine: Engine, planned: Item
) -> None:
    saturday = {"item": planned.pk, "starts_on": "2026-08-08"}
    adas_browser.post(PREVIEW, saturday, **HTMX)

    assert engine.asked == {"starts_no_earlier": datetime(2026, 8, 10, 9, tzinfo=UTC)}


def test_resizing_a_bar_means_what_is_left_of_the_effort_or_the_duration(
    adas_browser: Client, engine: Engine, planned: Item, dee: Actor
) -> None:
    adas_browser.post(PREVIEW, {"item": planned.pk, "left": "90m"}, **HTMX)
    assert engine.asked == {"remaining_minutes": 90}

    edit_item(planned.pk, by=dee, drive="duration", duration_minutes=480)
    adas_browser.post(PREVIEW, {"item": planned.pk, "left": "2 d"}, **HTMX)
    assert engine.asked == {"duration_minutes": 960}

    move_item(planned.pk, "doing", by=dee)
    adas_browser.post(PREVIEW, {"item": planned.pk, "left": "2 d"}, **HTMX)
    assert engine.asked == {"remaining_minutes": 960}


def test_a_link_is_previewed_and_then_made(
    adas_browser: Client, engine: Engine, planned: Item, dig: Item
) -> None:
    ends = {"before": planned.pk, "after": dig.pk}

    html = adas_browser.post(PREVIEW, ends, **HTMX).content.decode()
    assert f'action="{LINKS}"' in html
    assert engine.asked == ends

    answer = adas_browser.post(LINKS, ends, **HTMX)
    assert "BRI-2 waits for BRI-1" in answer.headers["HX-Trigger"]
    assert Link.objects.get().after_id == dig.pk


def test_a_link_can_be_asked_for_by_key(
    adas_browser: Client, engine: Engine, planned: Item, dig: Item
) -> None:
    asked = {"item": dig.pk, "waits_for": "bri-1"}

    html = adas_browser.post(PREVIEW, asked, **HTMX).content.decode()

    assert f'action="{LINKS}"' in html
    assert engine.asked == {"before": planned.pk, "after": dig.pk}


@pytest.mark.parametrize("key", ["", "BRI", "BRI-9", "TUN-1"])
def test_a_key_that_leads_nowhere_is_said_under_its_field(
    adas_browser: Client, engine: Engine, planned: Item, dee: Actor, key: str
) -> None:
    tunnel = create_project(by=dee, key="TUN", name="Tunnel")
    create_item(tunnel.pk, by=dee, title="Bore")

    answer = adas_browser.post(PREVIEW, {"item": planned.pk, "waits_for": key}, **HTMX)

    assert answer.status_code == 422
    assert "id_waits_for_error" in answer.content.decode()
    assert not engine.asked


def test_what_is_applied_is_said_with_the_way_back(
    adas_browser: Client, planned: Item
) -> None:
    values = {"starts_on": "2026-08-06", "if_version": 1}

    answer = adas_browser.post(bar(planned), values, **HTMX)

    planned.refresh_from_db()
    assert planned.starts_no_earlier == datetime(2026, 8, 6, 9, tzinfo=UTC)
    trigger = answer.headers["HX-Trigger"]
    assert "BRI-1 starts no earlier than" in trigger
    undo = re.search(r'"undo": "([^"]+)"', trigger)
    assert undo is not None
    adas_browser.post(undo[1])
    planned.refresh_from_db()
    assert planned.starts_no_earlier is None


def test_a_pin_is_removed_by_an_empty_day(
    adas_browser: Client, planned: Item, dee: Actor
) -> None:
    edit_item(planned.pk, by=dee, starts_no_earlier=START)

    adas_browser.post(bar(planned), {"starts_on": ""}, **HTMX)

    planned.refresh_from_db()
    assert planned.starts_no_earlier is None


def test_sending_the_form_back_as_it_was_changes_nothing(
    adas_browser: Client, planned: Item, dee: Actor
) -> None:
    edit_item(planned.pk, by=dee, starts_no_earlier=START + timedelta(minutes=7))
    html = adas_browser.get(bar(planned)).content.decode()
    left = re.search(r'name="left" value="([^"]+)"', html)
    day = re.search(r'name="starts_on" value="([^"]+)"', html)
    assert left is not None
    assert day is not None

    values = {"left": left[1], "starts_on": day[1]}
    answer = adas_browser.post(bar(planned), values, **HTMX)

    assert "Nothing changed" in answer.headers["HX-Trigger"]


def test_without_scripts_a_bar_is_a_page_and_its_effect_another(
    adas_browser: Client, engine: Engine, planned: Item
) -> None:
    details = adas_browser.get(bar(planned)).content.decode()
    assert "<html" in details
    assert f'action="{PREVIEW}"' in details

    values = {"item": planned.pk, "starts_on": "2026-08-06", "left": "8 h"}
    effect_page = adas_browser.post(PREVIEW, values).content.decode()
    assert "<html" in effect_page
    assert f'action="{bar(planned)}"' in effect_page

    answer = adas_browser.post(bar(planned), values)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/w/acme/timeline/?project=BRI"


@pytest.mark.parametrize(
    ("name", "value"),
    [("starts_on", "31.2.2026"), ("left", "much"), ("left", "9999999 w")],
)
def test_what_is_not_understood_is_said_under_its_field(
    adas_browser: Client, engine: Engine, planned: Item, name: str, value: str
) -> None:
    answer = adas_browser.post(PREVIEW, {"item": planned.pk, name: value}, **HTMX)

    assert answer.status_code == 422
    assert f"id_{name}_error" in answer.content.decode()
    assert not engine.asked


def test_an_older_version_is_refused(
    adas_browser: Client, planned: Item, dee: Actor
) -> None:
    edit_item(planned.pk, by=dee, title="Survey it again")

    values = {"starts_on": "2026-08-06", "if_version": 1}
    assert adas_browser.post(bar(planned), values, **HTMX).status_code == 412


def test_viewers_see_details_and_may_change_nothing(
    client: Client, planned: Item, dig: Item, ben: Actor
) -> None:
    client.force_login(ben.person.user)
    ends = {"before": planned.pk, "after": dig.pk}

    assert "See the effect" not in client.get(bar(planned)).content.decode()
    assert client.post(bar(planned), {"starts_on": "2026-08-06"}).status_code == 403
    assert client.post(LINKS, ends).status_code == 403


@pytest.mark.parametrize("who", ["dan", "cem"])
def test_strangers_find_nothing(
    client: Client, planned: Item, request: pytest.FixtureRequest, who: str
) -> None:
    client.force_login(request.getfixturevalue(who).person.user)

    assert client.get(bar(planned)).status_code == 404
    assert client.post(bar(planned), {"left": "1 h"}).status_code == 404
    assert client.post(PREVIEW, {"item": planned.pk, "left": "1 h"}).status_code == 404
    assert client.post(LINKS, {"before": planned.pk, "after": 1}).status_code == 404


@pytest.mark.parametrize(
    "sent", [{}, {"item": "x"}, {"before": "1"}, {"item": "9" * 40}]
)
def test_nonsense_finds_nothing(adas_browser: Client, sent: dict[str, str]) -> None:
    assert adas_browser.post(PREVIEW, sent).status_code == 404


def test_an_effect_names_the_furthest_moved_and_counts_the_others() -> None:
    rows = [moved(Item(pk=n), days=n) for n in range(1, 6)]
    titles = {n: f"Item {n}" for n in range(1, 6)}

    said = effect(seen(*rows), item_id=1, project="Bridge", titles=titles)

    assert said[:3] == [
        "Item 1 starts 1 day later",
        "Item 5 starts 5 days later",
        "Item 4 starts 4 days later",
    ]
    assert said[-1] == "4 items move with it"


def test_an_effect_without_moves_says_so() -> None:
    said = effect(seen(days=0), item_id=1, project="Bridge", titles={})

    assert said[0] == "No date of an item changes"
    assert said[1].startswith("Bridge stays: 85 % sure")


def test_the_details_of_a_bar_say_what_bounds_it_what_is_assumed_and_why(
    adas_browser: Client, planned: Item, dig: Item, dee: Actor
) -> None:
    day = datetime(2031, 5, 6, 21, 59, tzinfo=UTC)
    edit_item(planned.pk, by=dee, starts_no_later=day, chunk_minutes=120)
    assumed = {"has_assumed_people": True, "has_assumed_effort": True}
    Outlook.objects.filter(item=planned).update(cause="now", **assumed)
    edit_item(planned.pk, by=dee, effort_minutes=None)
    html = adas_browser.get(bar(planned), **HTMX).content.decode()
    for said in ("Starts by", "at least at a time", "can start at once"):
        assert said in html
    assert "anyone in the project may do it" in html
    assert "Not estimated: the plan assumes" in html

    unplaced = dict.fromkeys(("starts_at", "p50", "p85", "p95"))
    Outlook.objects.filter(item=dig).update(unplaced="nobody", **unplaced)
    html = adas_browser.get(bar(dig), **HTMX).content.decode()
    assert "nobody can do it; name somebody who can" in html


def test_the_details_of_a_bar_keep_what_is_hidden_from_a_guest(
    client: Client, planned: Item, bridge: Project, acme: Workspace, lea: Actor
) -> None:
    gus = member("gus", acme, bridge, "viewer", Role.GUEST)
    client.force_login(gus.person.user)
    assert "85 % sure by" in client.get(bar(planned), **HTMX).content.decode()
    give_grant(bridge.pk, gus.pk, by=lea, role="viewer", hides=["forecast"])
    html = client.get(bar(planned), **HTMX).content.decode()
    assert "Survey the site" in html
    assert "85 % sure by" not in html
