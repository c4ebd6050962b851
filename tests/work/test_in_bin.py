"""What is in the bin says so at its address, to whom the bin shows it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from headway.actors.models import Actor, Role, Workspace
from headway.work import actions
from headway.work.actions import create_item, delete_items
from headway.work.models import Deletion, Item, Project
from tests.work.lists import HTMX, signed_in, text_of
from tests.world import member

pytestmark = pytest.mark.django_db

ITEM = "/w/acme/items/BRI-1/"
RESTORE = "restoration/"


@pytest.fixture
def binned(survey: Item, ada: Actor) -> Deletion:
    [deletion] = delete_items([survey.pk], by=ada)
    return deletion


@pytest.mark.parametrize("page", [ITEM, f"{ITEM}?panel", f"{ITEM}history/"])
def test_the_address_says_since_when_and_by_whom(
    adas_browser: Client, binned: Deletion, page: str
):
    answer = adas_browser.get(page)

    assert answer.status_code == 404
    text = answer.content.decode()
    assert "BRI-1 has been in the bin since" in text
    assert "Ada deleted it" in text
    assert f'action="/w/acme/bin/{binned.pk}/{RESTORE}"' in text
    assert 'href="/w/acme/bin/"' in text


def test_it_is_restored_there_and_shown(adas_browser: Client, binned: Deletion):
    answer = adas_browser.post(
        f"/w/acme/bin/{binned.pk}/{RESTORE}", {"show": "BRI-1"}, follow=True
    )

    assert answer.redirect_chain == [(ITEM, 302)]
    assert escape("“Survey the site” is back.") in answer.content.decode()


@pytest.mark.parametrize("show", ["", "nonsense", "//elsewhere.example/"])
def test_without_what_to_show_the_bin_is_shown(
    adas_browser: Client, binned: Deletion, show: str
):
    answer = adas_browser.post(f"/w/acme/bin/{binned.pk}/{RESTORE}", {"show": show})
    assert answer.headers["Location"] == "/w/acme/bin/"


def test_who_may_only_read_is_told_and_gets_no_button(
    client: Client, binned: Deletion, ben: Actor
):
    text = signed_in(client, ben).get(ITEM).content.decode()
    assert "has been in the bin since" in text
    assert RESTORE not in text


@pytest.mark.parametrize("who", ["dan", "cem"])
def test_others_learn_no_more_than_of_what_never_was(
    client: Client, binned: Deletion, request, who: str
):
    browser = signed_in(client, request.getfixturevalue(who))
    hidden = browser.get(ITEM).content.decode()
    never = browser.get("/w/acme/items/BRI-99/")
    assert (never.status_code, never.content.decode()) == (404, hidden)


def test_guests_are_not_told_who_it_was(
    client: Client, binned: Deletion, bridge: Project, acme: Workspace
):
    gus = member("gus", acme, bridge, "viewer", Role.GUEST)
    text = signed_in(client, gus).get(ITEM).content.decode()
    assert "Someone deleted it" in text
    assert "Ada deleted" not in text


def test_what_was_in_it_says_with_what_it_went(
    adas_browser: Client, survey: Item, bridge: Project, ada: Actor
):
    part = create_item(bridge.pk, by=ada, title="Measure", parent_id=survey.pk)
    delete_items([survey.pk], by=ada)

    text = adas_browser.get(f"/w/acme/items/{part.key}/").content.decode()
    assert "Ada deleted “Survey the site”, which it was in." in text


def test_a_project_says_so_on_each_of_its_pages(
    client: Client, survey: Item, bridge: Project, lea: Actor, ada: Actor
):
    deletion = actions.delete_project(bridge.pk, by=lea)
    restore = f"/w/acme/bin/{deletion.pk}/{RESTORE}"
    browser = signed_in(client, lea)

    for page in ("projects/BRI/", "projects/BRI/settings/", "items/BRI-1/"):
        text = browser.get(f"/w/acme/{page}").content.decode()
        assert "has been in the bin since" in text
        assert restore in text
    assert restore not in signed_in(client, ada).get(ITEM).content.decode()
    answer = signed_in(client, lea).post(restore, {"show": "BRI"})
    assert answer.headers["Location"] == "/w/acme/projects/BRI/"


def test_what_is_to_be_purged_is_not_there(adas_browser: Client, binned: Deletion):
    binned.at = timezone.now() - timedelta(days=31)
    binned.save()
    assert "in the bin" not in adas_browser.get(ITEM).content.decode()


def test_who_has_it_open_is_told_by_a_notice(adas_browser: Client, binned: Deletion):
    answer = adas_browser.get(ITEM, headers=HTMX)
    assert answer.status_code == 404
    assert answer.headers["HX-Retarget"] == "#notice"
    assert "BRI-1 has been in the bin since" in answer.content.decode()


def test_programs_are_told_what_to_restore(adas_browser: Client, binned: Deletion):
    api = "/api/v1/w/acme"
    answer = adas_browser.get(f"{api}/items/BRI-1")
    assert (answer.status_code, answer["Content-Type"]) == (
        404,
        "application/problem+json",
    )
    told = answer.json()
    assert told["detail"].startswith("BRI-1 has been in the bin since")
    adas_browser.post(
        f"{api}/bin/restoration",
        {"deletions": [told["deletion"]]},
        content_type="application/json",
    )
    assert text_of(adas_browser, f"{api}/items/BRI-1")
