"""Today: a reader's queue, in the order of the plan."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.actors.models import Actor, Workspace
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    create_project,
    edit_item,
    link_items,
    move_item,
    publish_outlook,
)
from headway.work.models import Item, Outlook, Project
from headway.work.today.page import FEW

TODAY = "/w/acme/"
HTMX = {"HX-Request": "true"}
HOSTILE = "<script>alert(1)</script>"


def give(item: Item, *people: Actor, by: Actor) -> Item:
    parts = [Part(person_id=actor.person.pk) for actor in people]
    assign_people(item.pk, parts, by=by)
    return item


def plan(*items: Item, by: Actor, days: float = 0.5, each=(), **said) -> None:
    """Rank the items in this order; each likely starts so many days from now.

    ``each`` has more of them, one by one.
    """
    more = dict(zip((item.pk for item in items), each, strict=False))
    now = timezone.now()
    publish_outlook(
        [
            Outlook(
                workspace_id=by.workspace_id,
                item_id=item.pk,
                run_id=1,
                rank=rank,
                **{
                    "starts_at": now + timedelta(days=days),
                    "p50": now + timedelta(days=days + 1),
                    "p85": now + timedelta(days=days + 2),
                    "p95": now + timedelta(days=days + 3),
                }
                | said
                | more.get(item.pk, {}),
            )
            for rank, item in enumerate(items, 1)
        ],
        [],
        by=by,
    )


def page_of(client: Client, address: str = TODAY, **options) -> str:
    answer = client.get(address, **options)
    assert answer.status_code == 200
    return answer.content.decode()


def queue(page: str) -> list[str]:
    return re.findall(r'<li class="task" id="today-(\S+)"', page)


def task(page: str, key: str) -> str:
    pattern = rf'<li class="task" id="today-{key}".*?(?=<li class="task"|</ol>)'
    return re.search(pattern, page, re.DOTALL)[0]


@pytest.fixture
def mine(survey: Item, dig: Item, ada: Actor, dee: Actor) -> tuple[Item, Item]:
    """Two items of Ada's, the second first in the plan."""
    for item in (survey, dig):
        give(item, ada, by=dee)
    plan(dig, survey, by=dee)
    return survey, dig


def test_my_open_items_are_in_the_order_of_the_plan(
    adas_browser: Client, mine, lea: Actor, dee: Actor, bridge: Project
):
    give(create_item(bridge.pk, by=dee, title="Of Lea"), lea, by=dee)
    closed = give(create_item(bridge.pk, by=dee, title="Closed"), adas(dee), by=dee)
    move_item(closed.pk, "done", by=dee)

    page = page_of(adas_browser)

    assert queue(page) == ["BRI-2", "BRI-1"]
    assert "Next, in this order" in page
    assert '<a href="/w/acme/items/BRI-2/">BRI-2</a> comes first' in page


def adas(by: Actor) -> Actor:
    return Actor.objects.get(workspace_id=by.workspace_id, name="Ada")


@pytest.mark.parametrize(
    ("who", "status"), [("ada", 200), ("ben", 200), ("dan", 200), ("cem", 404)]
)
def test_each_of_the_cast_sees_their_own(client, request, mine, who, status):
    client.force_login(request.getfixturevalue(who).person.user)
    answer = client.get(TODAY)

    assert answer.status_code == status
    assert (b"Dig the pit" in answer.content) == (who == "ada")


def test_nobody_signed_out_sees_a_day(client: Client, acme: Workspace):
    answer = client.get(TODAY)
    assert answer.url == f"/sign-in/?next={TODAY}"


def test_who_may_only_look_gets_no_buttons(client: Client, ben: Actor, dee, survey):
    plan(give(survey, ben, by=dee), by=dee)
    client.force_login(ben.person.user)
    page = page_of(client)

    assert queue(page) == ["BRI-1"]
    assert "<form" not in task(page, "BRI-1")


def test_work_in_a_project_that_i_may_not_see_is_not_there(
    client: Client, dan: Actor, dee: Actor, survey: Item
):
    plan(give(survey, dan, by=dee), by=dee)
    client.force_login(dan.person.user)
    page = page_of(client)

    assert "Survey" not in page
    assert "No project yet" in page


def test_who_has_nothing_to_do_is_told_so(client: Client, ben: Actor):
    client.force_login(ben.person.user)
    assert "Nothing is yours to do" in page_of(client)


def test_what_is_started_stands_first_with_what_is_left(
    adas_browser: Client, mine, ada: Actor
):
    survey, _dig = mine
    move_item(survey.pk, "doing", by=ada)
    edit_item(survey.pk, by=ada, remaining_minutes=150)
    page = page_of(adas_browser)

    assert queue(page) == ["BRI-2"]
    now = page[page.index('id="now-BRI-1"') :]
    assert "2\xa0h\xa030\xa0m" in now
    assert "you have started it" in page
    assert "Now, since" in now


def test_sections_part_what_starts_soon_this_week_and_later(
    adas_browser: Client, mine, ada: Actor, bridge: Project, dee: Actor
):
    survey, dig = mine
    undated = give(create_item(bridge.pk, by=dee, title="New"), ada, by=dee)
    later = [
        dig,
        *(
            give(create_item(bridge.pk, by=dee, title=f"Later {n}"), ada, by=dee)
            for n in range(FEW)
        ),
    ]
    at = {"starts_at": timezone.now() + timedelta(40)}
    plan(*later, survey, by=dee, each=[at for _ in later])
    page = page_of(adas_browser)

    first = [item.key for item in later[:FEW]]
    assert queue(page) == [survey.key, *first, undated.key]
    assert "After that" in page
    assert "Not planned yet" in page
    assert "Later: 1 more item" in page
    assert "/w/acme/work/?q=assignee+%3D+me+and+state+%3D+open" in page
    assert "Later 4" not in page


def test_waiting_on_others_says_on_whom_and_since_when(
    adas_browser: Client, mine, lea: Actor, dee: Actor, bridge: Project, ben: Actor
):
    survey, dig = mine
    other = give(create_item(bridge.pk, by=dee, title="Permit"), lea, by=dee)
    link_items(other.pk, dig.pk, by=dee)
    move_item(survey.pk, "waiting", by=lea)
    page = page_of(adas_browser)

    assert queue(page) == []
    assert "Lea has not started BRI-3" in page
    assert "set to waiting by Lea on" in page
    assert ">Go on</button>" in page

    move_item(other.pk, "doing", by=lea)
    assert "Lea, at BRI-3 since" in page_of(adas_browser)

    move_item(other.pk, "todo", by=lea)
    give(other, lea, ben, by=dee)
    assert "Lea and 1 other have not started BRI-3" in page_of(adas_browser)


def test_what_waits_for_my_own_work_stays_in_the_queue(
    adas_browser: Client, mine, dee: Actor
):
    survey, dig = mine
    link_items(dig.pk, survey.pk, by=dee)
    page = page_of(adas_browser)

    assert "Ready once BRI-2 is done" in task(page, "BRI-1")
    assert "1 item waits for it" in task(page, "BRI-2")


def test_reasons_are_facts_with_the_deciding_one_as_a_chip(
    adas_browser: Client, mine, lea: Actor, dee: Actor, bridge: Project
):
    survey, dig = mine
    now = timezone.now()
    edit_item(dig.pk, by=dee, deadline=now + timedelta(days=3))
    edit_item(survey.pk, by=dee, deadline=now + timedelta(days=9))
    after = give(create_item(bridge.pk, by=dee, title="Pour"), lea, by=dee)
    link_items(dig.pk, after.pk, by=dee)
    each = [{"chance_percent": 41, "is_critical": True}, {"chance_percent": 97}]
    plan(dig, survey, by=dee, each=each)
    page = page_of(adas_browser)

    risky, safe = task(page, "BRI-2"), task(page, "BRI-1")
    assert re.search(r'class="reason is-late">Deadline [^<]*: 41\xa0%<', risky)
    assert "Lea waits for it" in risky
    assert "Bridge ends later if it slips" in risky
    assert re.search(r'class="reason">Deadline [^<]*: 97\xa0%<', safe)
    assert "to spare" in safe
    assert "<strong>1</strong> of your 2 deadlines has less" in page


def test_a_late_start_is_said_before_all_but_the_deadline(
    adas_browser: Client, mine: list[Item], dee: Actor
):
    survey, dig = mine
    now = timezone.now()
    edit_item(survey.pk, by=dee, starts_no_later=now + timedelta(days=3))
    edit_item(dig.pk, by=dee, starts_no_later=now - timedelta(days=3))
    plan(survey, by=dee, start_chance_percent=40)
    page = page_of(adas_browser)

    risky, late = task(page, "BRI-1"), task(page, "BRI-2")
    assert re.search(r'class="reason is-late">Start by [^<]*: 40\xa0%<', risky)
    assert re.search(r'class="reason is-late">Had to start by ', late)


def test_the_one_day_on_which_it_must_start_is_said_once(
    adas_browser: Client, mine: list[Item], dee: Actor
):
    survey, _dig = mine
    day = timezone.localtime(timezone.now() + timedelta(days=40))
    first = day.replace(hour=0, minute=0)
    last = day.replace(hour=23, minute=59)
    edit_item(survey.pk, by=dee, starts_no_earlier=first, starts_no_later=last)
    said = task(page_of(adas_browser), "BRI-1")
    assert "Has to start on " in said
    assert "ot before" not in said
    assert "start by" not in said


def test_pins_and_guesses_are_said(
    adas_browser: Client, ada: Actor, dee: Actor, bridge: Project
):
    item = give(create_item(bridge.pk, by=dee, title="Paint"), ada, by=dee)
    edit_item(item.pk, by=dee, starts_no_earlier=timezone.now() + timedelta(days=2))
    plan(item, by=dee, has_assumed_effort=True)
    shown = task(page_of(adas_browser), item.key)

    assert "Not before" in shown
    assert "not estimated, counts as 8\xa0h" in shown


def test_what_cannot_be_placed_says_why(adas_browser: Client, mine, dee: Actor):
    nowhere = dict.fromkeys(("starts_at", "p50", "p85", "p95"))
    plan(mine[1], by=dee, unplaced="nobody", **nowhere)
    page = page_of(adas_browser)
    shown = task(page, "BRI-2")

    assert "Without dates" in page
    assert "Not placed: nobody can do it" in shown
    assert "no date yet" in shown


@pytest.mark.parametrize("text", [HOSTILE, '"><img src=x onerror=alert(1)>'])
def test_what_people_type_stays_text(
    adas_browser: Client, ada: Actor, lea: Actor, dee: Actor, text: str
):
    project = create_project(by=dee, key="XSS", name=text)
    project.grants.create(workspace=project.workspace, actor=ada, role="contributor")
    Actor.objects.filter(pk=lea.pk).update(name=text)
    one, two, three = (create_item(project.pk, by=dee, title=text) for _ in range(3))
    for item, who in ((one, ada), (two, lea), (three, ada)):
        give(item, who, by=dee)
    link_items(one.pk, two.pk, by=dee)
    link_items(two.pk, three.pk, by=dee)
    edit_item(one.pk, by=lea_as_admin(lea), title=text + "!")
    plan(one, two, three, by=dee, is_critical=True)

    page = page_of(adas_browser)
    assert text not in page


def lea_as_admin(lea: Actor) -> Actor:
    Actor.objects.filter(pk=lea.pk).update(role="admin")
    return Actor.objects.get(pk=lea.pk)


def test_the_page_needs_the_same_queries_for_1_and_50_items(
    adas_browser: Client, mine, ada: Actor, lea: Actor, dee: Actor, bridge: Project
):
    survey, dig = mine
    move_item(survey.pk, "waiting", by=lea)
    other = give(create_item(bridge.pk, by=dee, title="Other"), lea, by=dee)
    link_items(dig.pk, other.pk, by=dee)
    page_of(adas_browser)
    with CaptureQueriesContext(connection) as few:
        page_of(adas_browser)
    items = [
        give(create_item(bridge.pk, by=dee, title=f"N {n}"), ada, by=dee)
        for n in range(48)
    ]
    for one, two in zip(items[::3], items[1::3], strict=False):
        link_items(one.pk, two.pk, by=dee)
        link_items(other.pk, one.pk, by=dee)
    for item in items[2::6]:
        edit_item(item.pk, by=lea, title="Changed")
        move_item(item.pk, "waiting", by=lea)
    plan(*items, by=dee)
    with CaptureQueriesContext(connection) as many:
        page_of(adas_browser)

    assert len(many) <= len(few) <= 19  # one of them for saved views in the rail
