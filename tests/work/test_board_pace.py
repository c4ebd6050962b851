"""How long cards stay in columns, and which of them are cards at all."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.actors.models import Actor, Role, Workspace
from headway.events.models import Event
from headway.work.actions import create_item, give_grant, move_item
from headway.work.models import Hidden, Item, Project
from tests.work.boards import state
from tests.work.lists import signed_in, text_of
from tests.work.test_board import BOARD, BRIDGE, card_of, cards_in, column_of
from tests.world import member

A_DAY = timedelta(days=1)


def history(bridge: Project, days: list[float], *, by: Actor) -> None:
    """Finish as many items, each after so many days in progress and half in review."""
    review = state("Review")
    for number, length in enumerate(days):
        item = create_item(bridge.pk, by=by, title=f"Done {number}")
        move_item(item.pk, "doing", by=by)
        move_item(item.pk, by=by, status_id=review.pk)
        move_item(item.pk, "done", by=by)
        began = timezone.now() - 50 * A_DAY
        moments = (began, began + length * A_DAY, began + 1.5 * length * A_DAY)
        moved = Event.objects.filter(subject_id=item.pk, kind="work.item_moved")
        for event, at in zip(moved.order_by("pk"), moments, strict=True):
            Event.objects.filter(pk=event.pk).update(at=at)


def moved_ago(item: Item, length: timedelta) -> None:
    moved = Event.objects.filter(subject_id=item.pk, kind="work.item_moved")
    moved.update(at=timezone.now() - length)


@pytest.fixture
def gus(acme: Workspace, bridge: Project) -> Actor:
    return member("gus", acme, bridge, "viewer", Role.GUEST)


def test_a_column_says_how_long_half_of_the_finished_were_in_it(
    adas_browser: Client, bridge: Project, survey: Item, dig: Item, ada: Actor
):
    for item, days in ((survey, 6), (dig, 5)):
        move_item(item.pk, "doing", by=ada)
        moved_ago(item, days * A_DAY)
    history(bridge, [1, 2, 2, 3, 3, 4, 4, 5, 5.5, 9][:4], by=ada)
    page = text_of(adas_browser, BOARD + BRIDGE)
    assert "Half" not in page, "four are too few to say"
    assert "is-risk" in card_of(page, "BRI-2"), "five days are old by themselves"

    history(bridge, [3, 4, 4, 5, 5.5, 9], by=ada)
    page = text_of(adas_browser, BOARD + BRIDGE)
    assert "Half leave within 3 days" in column_of(page, "In progress")
    assert "Half leave within 1.5 days" in column_of(page, "Review")
    long, usual = card_of(page, "BRI-1"), card_of(page, "BRI-2")
    assert "Longer here than 85 of 100 finished cards" in long
    assert 'class="small is-risk">6 days here' in long
    assert 'class="small faint">5 days here' in usual
    assert "Longer here" not in usual
    alone = text_of(adas_browser, f"/w/acme/items/BRI-1/card/{BRIDGE}")
    assert "Longer here than 85 of 100 finished cards" in alone
    heads = text_of(adas_browser, f"{BOARD}heads/{BRIDGE}")
    assert "Half leave within 3 days" in heads


def test_what_came_finished_was_in_progress_by_its_own_dates(
    adas_browser: Client, bridge: Project, ada: Actor
):
    now = timezone.now()
    for number in range(5):
        item = create_item(bridge.pk, by=ada, title=f"Taken over {number}")
        move_item(item.pk, "done", by=ada)
        Item.objects.filter(pk=item.pk).update(
            started_at=now - timedelta(hours=20), finished_at=now
        )
    Event.objects.all().delete()
    page = text_of(adas_browser, BOARD + BRIDGE)
    assert "Half leave within 20 hours" in column_of(page, "In progress")


def test_guests_from_whom_something_is_hidden_learn_no_times(
    client: Client, bridge: Project, gus: Actor, ada: Actor, dee: Actor
):
    history(bridge, [2] * 6, by=ada)
    signed_in(client, gus)
    assert "Half leave within 2 days" in text_of(client, BOARD + BRIDGE)
    give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=[Hidden.PEOPLE])
    assert "Half leave" not in text_of(client, BOARD + BRIDGE)


def test_what_others_are_in_is_no_card_beside_them(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor
):
    inside = create_item(
        survey.project_id, by=ada, title="Measure", parent_id=survey.pk
    )
    page = text_of(adas_browser, BOARD + BRIDGE)
    assert cards_in(page, "To do") == [dig.key, inside.key]
    assert '<span class="count">2</span>' in column_of(page, "To do")
    asked = text_of(adas_browser, f"{BOARD}?q=has+children")
    assert cards_in(asked, "To do") == [survey.key]


@pytest.mark.parametrize("days", [[2] * 6])
def test_a_hundred_finished_take_as_many_queries_as_a_few(
    adas_browser: Client, bridge: Project, survey: Item, ada: Actor, days: list[float]
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(adas_browser, BOARD + BRIDGE)
        return len(captured)

    move_item(survey.pk, "doing", by=ada)
    history(bridge, days, by=ada)
    queries()
    few = queries()
    history(bridge, days * 5, by=ada)
    assert queries() == few
