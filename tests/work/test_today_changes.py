"""Today: what is done there, and what others change meanwhile."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.models import Event
from headway.people.actions import add_absence, set_hours
from headway.people.models import Calendar, Person
from headway.people.models.calendars import WEEKDAYS
from headway.work.actions import add_comment, create_item, edit_item, move_item
from headway.work.models import Item, Project
from headway.work.today.order import arrange, write_order
from tests.work.test_today import HTMX, TODAY, give, mine, page_of, plan, queue

__all__ = ["mine"]  # the fixture

ON_TODAY = HTMX | {"HX-Target": "today"}


def test_done_brings_back_the_queue_without_the_item_and_an_undo(
    adas_browser: Client, mine
):
    answer = adas_browser.post(
        "/w/acme/items/BRI-2/state/", {"to": "done"}, headers=ON_TODAY
    )
    page = answer.content.decode()

    assert queue(page) == ["BRI-1"]
    assert page.lstrip().startswith('<live-region id="today"')
    assert "undo" in answer.headers["HX-Trigger"]
    assert Item.objects.get(pk=mine[1].pk).state == "done"


def test_without_scripts_one_comes_back_to_today(adas_browser: Client, mine):
    answer = adas_browser.post(
        "/w/acme/items/BRI-2/state/",
        {"to": "doing"},
        headers={"Referer": f"http://testserver{TODAY}"},
    )
    assert answer.url == f"http://testserver{TODAY}"
    assert "BRI-2 is started." in page_of(adas_browser)


def test_a_new_order_waits_until_it_is_asked_for(
    adas_browser: Client, mine, dee: Actor
):
    survey, dig = mine
    shown = f"{TODAY}?shown={write_order([[dig.pk, survey.pk], [], []])}"
    assert "newest plan" not in page_of(adas_browser, shown, headers=HTMX)

    plan(survey, dig, by=dee)
    edit_item(dig.pk, by=dee, title="Dig deeper")
    kept = page_of(adas_browser, shown, headers=HTMX)

    assert queue(kept) == ["BRI-2", "BRI-1"]
    assert "Dig deeper" in kept
    assert "1 item moved in the newest plan." in kept
    assert queue(page_of(adas_browser)) == ["BRI-1", "BRI-2"]


@pytest.mark.parametrize(
    ("fresh", "shown", "kept", "moved"),
    [
        ([[1, 2, 3], [4]], "1.2.3-4", [[1, 2, 3], [4]], []),
        ([[2, 3, 1], [4]], "1.2.3-4", [[1, 2, 3], [4]], [1]),
        ([[1, 2], [3, 4]], "1.2.3-4", [[1, 2, 3], [4]], [3]),
        ([[5, 1], [4]], "1.2.3-4", [[1, 5], [4]], []),
        ([[3, 1, 2], []], "1-2.3", [[1, 3, 2], []], []),
        ([[1, 2], []], "", [[1, 2], []], []),
        ([[1, 2], []], "x.-7.-99999999999999999999-1-2", [[1, 2], []], []),
    ],
)
def test_the_shown_order_stays_and_the_fewest_moves_are_counted(
    fresh, shown, kept, moved
):
    assert arrange(fresh, shown) == (kept, moved)


def test_what_others_changed_since_yesterday_is_said(
    adas_browser: Client, mine, ada: Actor, lea: Actor
):
    survey, dig = mine
    edit_item(dig.pk, by=lea, effort_minutes=600)
    edit_item(survey.pk, by=ada, title="My own doing")
    add_comment(survey.pk, "Well done", by=lea)
    page = page_of(adas_browser)

    assert "Lea commented" in page
    assert "Lea changed the estimate: 16\xa0h → 10\xa0h" in page
    assert "Ada changed" not in page

    yesterday = timezone.now() - timedelta(hours=25)
    Event.objects.update(at=yesterday)
    assert "What changed since yesterday" not in page_of(adas_browser)


def test_the_region_watches_its_items_and_the_plans(
    adas_browser: Client, mine, bridge: Project, ada: Actor
):
    page = page_of(adas_browser)
    for subject in (
        f"work.item:{mine[0].pk}",
        f"work.project:{bridge.pk}",
        f"people.person:{ada.person.pk}",
    ):
        assert subject in re.search(r'id="today" subject="(.*?)"', page)[1].split()


def test_the_region_watches_what_was_finished_lately_so_that_it_can_come_back(
    adas_browser: Client, mine, ada: Actor
):
    move_item(mine[0].pk, "done", by=ada)
    watched = re.search(r'id="today" subject="(.*?)"', page_of(adas_browser))[1]
    assert f"work.item:{mine[0].pk}" in watched.split()
    long_ago = timezone.now() - timedelta(days=2)
    Item.objects.filter(pk=mine[0].pk).update(started_at=long_ago, finished_at=long_ago)
    watched = re.search(r'id="today" subject="(.*?)"', page_of(adas_browser))[1]
    assert f"work.item:{mine[0].pk}" not in watched.split()


@pytest.fixture
def always(acme) -> None:
    """Everybody works day and night."""
    hours = dict.fromkeys(WEEKDAYS, ((0, 1440),))
    Calendar.objects.filter(workspace=acme).update(**hours)


def test_the_lead_counts_what_is_left_of_my_day(
    adas_browser: Client, always, mine, ada: Actor
):
    set_hours(
        ada.person.pk,
        by=ada,
        valid_from=timezone.localdate(),
        week=[None] * 7,
        availability_percent=50,
    )
    page = page_of(adas_browser)

    assert "left for work today" in page
    assert "The plan uses 50 % of these hours." in page


def test_an_absence_is_in_the_lead_and_in_the_next_days(
    adas_browser: Client, always, mine, ada: Actor
):
    today = timezone.localdate()
    add_absence(ada.person.pk, by=ada, first_on=today, last_on=today)
    page = page_of(adas_browser)

    assert "You are away today." in page
    assert 'class="away"' in page


def test_who_has_two_workspaces_comes_back_to_the_last(
    adas_browser: Client, ada: Actor, cem: Actor
):
    elsewhere = Actor.objects.create(workspace=cem.workspace, name="Ada", role="member")
    Person.objects.create(
        workspace=cem.workspace, user=ada.person.user, actor=elsewhere
    )
    assert adas_browser.get("/").url == TODAY

    page_of(adas_browser, "/w/elsewhere/")
    assert adas_browser.get("/").url == "/w/elsewhere/"


def test_many_started_items_do_not_crowd_out_the_queue(
    adas_browser: Client, ada: Actor, dee: Actor, bridge: Project
):
    items = [create_item(bridge.pk, by=dee, title=f"N {n}") for n in range(5)]
    for item in items:
        give(item, ada, by=dee)
        move_item(item.pk, "doing", by=ada)
    plan(*items, by=dee)
    page = page_of(adas_browser)

    assert page.count('class="now"') == 3
    assert queue(page) == ["BRI-4", "BRI-5"]
    assert page.count("is-primary") == 1


@pytest.mark.django_db(transaction=True)
def test_not_today_lets_an_item_start_tomorrow_and_is_taken_back(
    adas_browser: Client, mine, dee: Actor
):
    plan(*mine, by=dee, days=0)
    assert page_of(adas_browser).count('aria-keyshortcuts="z"') == 2
    address = "/w/acme/items/BRI-2/postponement/"
    answer = adas_browser.post(address, headers=ON_TODAY)
    assert answer.content.decode().lstrip().startswith('<live-region id="today"')
    assert "at the earliest" in answer.headers["HX-Trigger"]
    dig = Item.objects.get(pk=mine[1].pk)
    assert dig.starts_no_earlier
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert timezone.localtime(dig.starts_no_earlier).date() == tomorrow

    undo = re.search(r'"undo": "([^"]+)"', answer.headers["HX-Trigger"])
    assert undo
    adas_browser.post(undo[1], headers=HTMX)
    assert Item.objects.get(pk=dig.pk).starts_no_earlier is None


def test_not_today_leaves_a_later_start(adas_browser: Client, mine, dee: Actor):
    later = timezone.now() + timedelta(days=9)
    edit_item(mine[1].pk, by=dee, starts_no_earlier=later)
    adas_browser.post("/w/acme/items/BRI-2/postponement/", headers=ON_TODAY)
    assert Item.objects.get(pk=mine[1].pk).starts_no_earlier == later


def test_what_is_started_or_starts_later_is_not_put_off(
    adas_browser: Client, mine, dee: Actor
):
    plan(*mine, by=dee, days=2)
    assert page_of(adas_browser).count('aria-keyshortcuts="z"') == 0
    plan(*mine, by=dee, days=0)
    move_item(mine[1].pk, "doing", by=dee)
    move_item(mine[1].pk, "waiting", by=dee)
    page = page_of(adas_browser)
    assert page.count('aria-keyshortcuts="z"') == 1
