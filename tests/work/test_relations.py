"""What items have to do with each other, besides waiting."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.actions import performed, undo_operation
from headway.events.history import history_of
from headway.events.models import Event
from headway.work.actions import (
    create_item,
    create_project,
    delete_items,
    relate_items,
    restore,
    transfer_item,
    unrelate_items,
)
from headway.work.models import Item, Relation
from headway.work.relations import related_to
from tests.work.lists import HTMX, signed_in, text_of

pytestmark = pytest.mark.django_db(transaction=True)  # one is one operation

ITEM = "/w/acme/items/BRI-1/"


@pytest.fixture
def drill(ada: Actor, survey: Item) -> Item:
    """An item of a project that Ada alone of the members sees."""
    tunnel = create_project(by=ada, key="TUN", name="Tunnel")
    return create_item(tunnel.pk, by=ada, title="Drill")


def said(item: Item, by: Actor) -> list[tuple[str, str]]:
    return [(str(r.words), r.other.key) for r in related_to(item, by=by)]


def test_it_is_said_both_ways_and_again_changes_nothing(
    survey: Item, dig: Item, drill: Item, ada: Actor
):
    relate_items(survey.pk, dig.pk, "duplicates", by=ada)
    relate_items(drill.pk, survey.pk, "follows", by=ada)
    relate_items(drill.pk, survey.pk, "relates", by=ada)
    events = Event.objects.count()
    relate_items(survey.pk, dig.pk, "duplicates", by=ada)
    relate_items(survey.pk, drill.pk, "relates", by=ada)
    assert Event.objects.count() == events

    assert said(survey, ada) == [
        ("relates to", "TUN-1"),
        ("duplicates", "BRI-2"),
        ("is followed up by", "TUN-1"),
    ]
    assert said(dig, ada) == [("is duplicated by", "BRI-1")]
    assert said(drill, ada) == [("relates to", "BRI-1"), ("follows up on", "BRI-1")]
    unrelate_items(survey.pk, drill.pk, "relates", by=ada)
    unrelate_items(survey.pk, drill.pk, "relates", by=ada)
    assert said(drill, ada) == [("follows up on", "BRI-1")]


def test_undo_and_redo(survey: Item, dig: Item, ada: Actor):
    _, operation = performed(lambda: relate_items(dig.pk, survey.pk, "causes", by=ada))
    _, undone = performed(lambda: undo_operation(operation, by=ada))
    assert said(survey, ada) == []
    undo_operation(undone, by=ada)
    assert said(survey, ada) == [("is caused by", "BRI-2")]


def test_who_sees_one_end_alone_finds_nothing_of_it(
    client: Client, survey: Item, drill: Item, ada: Actor, ben: Actor, ask
):
    relate_items(survey.pk, drill.pk, "duplicates", by=ada)
    assert ask("GET", "/items/BRI-1/relations").json()["relations"] == [
        {
            "kind": "duplicates",
            "is_inward": False,
            "words": "duplicates",
            "other": "TUN-1",
        }
    ]
    assert said(survey, ben) == []
    page = text_of(signed_in(client, ben), ITEM)
    assert "TUN-1" not in page
    assert "Drill" not in page
    assert ask("GET", "/items/BRI-1/relations").json() == {"relations": []}
    told = history_of(("work.item", survey.pk), by=ben).entries[0].text
    assert told == "Ada said: BRI-1 duplicates something"


def test_who_may_change_neither_end_may_not_say_it(
    survey: Item, dig: Item, drill: Item, ben: Actor, lea: Actor, dan: Actor, ada: Actor
):
    for who, other, error in (
        (ben, dig, PermissionDenied),
        (lea, drill, NotFound),
        (dan, dig, NotFound),
    ):
        with pytest.raises(error):
            relate_items(survey.pk, other.pk, "relates", by=who)
    relate_items(survey.pk, dig.pk, "relates", by=ada)
    with pytest.raises(PermissionDenied):
        unrelate_items(survey.pk, dig.pk, "relates", by=ben)
    assert Relation.objects.count() == 1


def test_nothing_is_related_to_itself_or_to_everything(
    survey: Item, dig: Item, ada: Actor, monkeypatch
):
    with pytest.raises(Refused, match="nothing to say of itself"):
        relate_items(survey.pk, survey.pk, "relates", by=ada)
    monkeypatch.setattr("headway.work.actions.relating.MOST_RELATIONS", 1)
    relate_items(survey.pk, dig.pk, "relates", by=ada)
    with pytest.raises(Refused, match="“Survey the site” has 1 relations"):
        relate_items(survey.pk, dig.pk, "causes", by=ada)


def test_the_database_keeps_what_is_mutual_once(survey: Item, dig: Item):
    for ends in ((dig, survey), (survey, survey)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Relation.objects.create(
                workspace=survey.workspace,
                source=ends[0],
                target=ends[1],
                kind="relates",
            )


def test_it_outlives_the_bin_and_a_move(
    survey: Item, dig: Item, drill: Item, ada: Actor
):
    relate_items(survey.pk, dig.pk, "causes", by=ada)
    [deletion] = delete_items([dig.pk], by=ada)
    assert said(survey, ada) == []
    restore([deletion.pk], by=ada)
    transfer_item(dig.pk, drill.project_id, by=ada)
    assert said(survey, ada) == [("causes", "TUN-2")]


def test_it_is_said_on_the_page_with_and_without_script(
    client: Client, survey: Item, dig: Item, ada: Actor
):
    browser = signed_in(client, ada)
    for headers in ({}, HTMX):
        for way, words in (("duplicates-in", "is duplicated by"), ("causes", "causes")):
            sent = {"way": way, "key": "bri-2"}
            answer = browser.post(f"{ITEM}relations/", sent, headers=headers)
            assert answer.status_code == (200 if headers else 302)
            page = text_of(browser, ITEM)
            assert f'<td class="small muted nowrap">{words}</td>' in page
            gone = browser.post(f"{ITEM}relations/removal/", sent, headers=headers)
            assert gone.status_code == answer.status_code
    toast = json.loads(gone["HX-Trigger"])["toast"]
    assert toast["text"] == "BRI-1 and BRI-2 are no longer related so."
    assert "/undo/" in toast["undo"]
    assert said(survey, ada) == []


@pytest.mark.parametrize(
    ("sent", "status", "text"),
    [
        ({"way": "relates", "key": "x"}, 422, "is no key of an item"),
        ({"way": "relates", "key": "BRI-9"}, 422, "There is no BRI-9."),
        ({"way": "relates", "key": "BRI-1"}, 409, "nothing to say of itself"),
        ({"way": "hates", "key": "BRI-2"}, 422, "Select a valid choice"),
    ],
)
def test_what_is_refused_is_said_at_the_field(
    adas_browser: Client, survey: Item, sent, status: int, text: str
):
    answer = adas_browser.post(f"{ITEM}relations/", sent, headers=HTMX)
    assert answer.status_code == status
    assert text in answer.content.decode()
    assert not Relation.objects.exists()


def test_programs_say_it(ask, survey: Item, dig: Item, ada: Actor):
    body = {"kind": "follows", "other": "BRI-2"}
    done = ask("PUT", "/items/BRI-1/relations", body)
    assert done.status_code == 204
    assert "Headway-Operation" in done
    assert said(dig, ada) == [("is followed up by", "BRI-1")]
    gone = ask("DELETE", "/items/BRI-1/relations/follows/BRI-2")
    assert gone.status_code == 204
    assert said(dig, ada) == []
    assert ask("PUT", "/items/BRI-1/relations", {"kind": "x"}).status_code == 422
