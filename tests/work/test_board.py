"""What a board shows, to whom, and at what cost."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor, Role
from headway.work.actions import (
    Part,
    add_type,
    assign_people,
    create_item,
    create_project,
    edit_state,
    give_grant,
    link_items,
    move_item,
)
from headway.work.models import Item, Project
from tests.work.boards import in_column, state
from tests.work.lists import HTMX, forecast, signed_in, text_of
from tests.world import member

BOARD = "/w/acme/board/"
BRIDGE = "?q=project+%3D+BRI"


def column_of(page: str, name: str) -> str:
    sections = re.findall(r'<section class="column.*?</section>', page, re.DOTALL)
    return next(s for s in sections if f'data-name="{name}"' in s)


def cards_in(page: str, name: str) -> list[str]:
    return re.findall(r'data-card="([A-Z0-9-]+)"', column_of(page, name))


def card_of(page: str, key: str) -> str:
    found = re.search(rf'<li [^>]*id="card-{key}".*?</li>', page, re.DOTALL)
    assert found
    return found[0]


def test_each_state_is_a_column_in_order_and_what_is_cancelled_has_none(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor
):
    move_item(survey.pk, by=ada, status_id=state("Review").pk)
    move_item(dig.pk, "cancelled", by=ada)
    page = text_of(adas_browser, BOARD + BRIDGE)

    names = re.findall(r'data-name="([^"]+)"', page)
    assert names == ["To do", "In progress", "Review", "Waiting", "Done"]
    assert cards_in(page, "Review") == ["BRI-1"]
    assert "tile is-review" in card_of(page, "BRI-1")
    assert "Dig the pit" not in page


def test_cards_say_who_when_and_what_is_in_the_way(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor, bridge: Project
):
    third = create_item(bridge.pk, by=ada, title="Pour")
    for after in (dig, third):
        link_items(survey.pk, after.pk, by=ada)
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    move_item(survey.pk, "doing", by=ada)
    forecast(survey, ada)
    page = text_of(adas_browser, BOARD + BRIDGE)

    card = card_of(page, "BRI-1")
    assert 'aria-label="Ada"' in card
    assert "85 % sure by" in card
    assert "2 wait for it" in card
    assert "today" in card
    assert "tile is-later" in card_of(page, "BRI-2")


def test_a_limit_that_is_exceeded_is_said_in_words(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor, dee: Actor
):
    edit_state(state("In progress").pk, by=dee, wip_limit=1)
    for item in (survey, dig):
        move_item(item.pk, "doing", by=ada)
    column = column_of(text_of(adas_browser, BOARD + BRIDGE), "In progress")
    assert "2 of 1" in column
    assert "Over by 1" in column
    assert "is-over" in column
    everywhere = column_of(text_of(adas_browser, BOARD), "In progress")
    assert "Over by" not in everywhere  # a limit is that of one project
    heads = text_of(adas_browser, f"{BOARD}heads/{BRIDGE}")
    assert "Over by 1" in heads
    assert heads.count('hx-swap-oob="true"') == 5


def test_what_is_done_comes_latest_first_and_not_all_of_it(
    adas_browser: Client, bridge: Project, ada: Actor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("headway.work.board.LATEST_DONE", 2)
    items = [create_item(bridge.pk, by=ada, title=f"T{n}") for n in range(4)]
    for day, item in enumerate(items, 1):
        move_item(item.pk, "done", by=ada)
        moment = f"2026-01-0{day}T12:00Z"
        Item.objects.filter(pk=item.pk).update(finished_at=moment, started_at=None)
    page = text_of(adas_browser, BOARD + BRIDGE)
    assert cards_in(page, "Done") == ["BRI-4", "BRI-3"]
    assert f'href="{BRIDGE}&amp;done=all"' in column_of(page, "Done")
    assert "2 more" in column_of(page, "Done")
    everything = text_of(adas_browser, f"{BOARD}{BRIDGE}&done=all")
    assert cards_in(everything, "Done") == ["BRI-4", "BRI-3", "BRI-2", "BRI-1"]


def test_a_column_that_is_too_long_leads_on_to_the_list(
    adas_browser: Client, survey: Item, dig: Item, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("headway.work.board.MOST_CARDS", 1)
    column = column_of(text_of(adas_browser, BOARD + BRIDGE), "To do")
    assert cards_in(column, "To do") == ["BRI-1"]
    assert "1 more in the list" in column
    list_ = "/w/acme/work/?q=project+%3D+BRI+and+state+%3D+%22To+do%22"
    assert f'href="{list_}"' in column
    assert "Dig the pit" in text_of(adas_browser, list_)


def test_types_with_a_state_of_one_name_share_its_column(
    adas_browser: Client, survey: Item, dee: Actor
):
    bug = add_type(by=dee, name="Bug")
    edit_state(bug.states.get(name="Review").pk, by=dee, name="Tested")
    page = text_of(adas_browser, BOARD)
    names = re.findall(r'data-name="([^"]+)"', page)
    assert names.count("To do") == 1
    assert {"Review", "Tested"} <= set(names)


def test_cards_are_placed_by_the_form_and_by_what_the_script_sends(
    adas_browser: Client, bridge: Project, survey: Item, dig: Item, ada: Actor
):
    third = create_item(bridge.pk, by=ada, title="Pour")
    address = f"/w/acme/items/{third.key}/place/?project=BRI"
    assert "Move BRI-3" in text_of(adas_browser, address)
    todo, review = state("To do").pk, state("Review").pk

    adas_browser.post(address, {"to": todo, "place": "first"})
    assert in_column("To do") == ["Pour", "Survey the site", "Dig the pit"]
    adas_browser.post(address, {"to": todo, "place": "last"})
    assert in_column("To do") == ["Survey the site", "Dig the pit", "Pour"]
    sent = {"to": todo, "after": survey.key}
    answer = adas_browser.post(address, sent, headers=HTMX)
    assert in_column("To do") == ["Survey the site", "Pour", "Dig the pit"]
    assert f'id="card-{third.key}"' in answer.content.decode()
    assert "BRI-3 is moved." in answer.headers["HX-Trigger"]
    answer = adas_browser.post(address, {"to": review, "place": "kept"})
    assert answer.headers["Location"] == BOARD + BRIDGE
    assert in_column("Review") == ["Pour"]
    assert adas_browser.post(address, {"to": "x"}).status_code == 422
    assert adas_browser.post(address, {"to": todo, "after": "?"}).status_code == 422


def test_a_reader_moves_nothing(client: Client, survey: Item, ben: Actor):
    card = card_of(text_of(signed_in(client, ben), BOARD), "BRI-1")
    assert "data-movable" not in card
    assert "data-move" not in card


def test_a_guest_does_not_see_what_is_hidden(
    client: Client, survey: Item, ada: Actor, dee: Actor, bridge: Project
):
    gus = member("gus", dee.workspace, role=Role.GUEST)
    hides = ["people", "forecast"]
    give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=hides)
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    move_item(survey.pk, "doing", by=ada)
    forecast(survey, ada)
    card = card_of(text_of(signed_in(client, gus), BOARD), "BRI-1")
    assert "Survey the site" in card
    assert "Ada" not in card
    assert "strip" not in card
    assert "today" not in card


def test_what_there_is_not_is_said(adas_browser: Client, dee: Actor, bridge: Project):
    assert "No cards yet" in text_of(adas_browser, BOARD)
    create_project(by=dee, key="SEC", name="Secret")
    answer = adas_browser.get(f"{BOARD}?q=project+%3D+SEC")
    assert answer.status_code == 422
    assert "There is no project “SEC”" in answer.content.decode()
    assert "Secret" not in answer.content.decode()


def test_a_filter_narrows_it_and_is_said_where_nothing_is_found(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor, dee: Actor
):
    edit_state(state("To do").pk, by=dee, wip_limit=1)
    page = text_of(adas_browser, f"{BOARD}?q=project+%3D+BRI+and+dig")
    assert cards_in(page, "To do") == ["BRI-2"]
    assert "1 of 2" in page
    assert "1 of 1" not in column_of(page, "To do")  # a limit is that of all
    assert 'href="?q=project+%3D+BRI" aria-label="Remove the filter Title"' in page
    moved = adas_browser.post(
        "/w/acme/items/BRI-2/place/?q=dig", {"to": state("Review").pk, "place": "last"}
    )
    assert moved.headers["Location"] == f"{BOARD}?q=dig"
    nothing = text_of(adas_browser, f"{BOARD}?q=quay")
    assert "Nothing matches “quay”" in nothing
    assert "<section" not in nothing


def test_addresses_by_project_become_filters(adas_browser: Client, survey: Item):
    answer = adas_browser.get(f"{BOARD}?project=BRI&done=all")
    assert answer.headers["Location"] == f"{BOARD}?done=all&q=project+%3D+BRI"
    page = text_of(adas_browser, BOARD + BRIDGE)
    tabs = page[page.index('<nav class="tabs"') :]
    tabs = tabs[: tabs.index("</nav>")]
    assert 'href="/w/acme/work/?q=project+%3D+BRI+and+state+%3D+open"' in tabs
    assert f'href="{BOARD}{BRIDGE}"' in tabs
    assert 'href="/w/acme/timeline/?project=BRI"' in tabs


def test_a_filter_that_is_not_understood_is_marked(adas_browser: Client, survey: Item):
    answer = adas_browser.get(f"{BOARD}?q=project+%3D+BRI+and+stat+%3D+done")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<mark>stat</mark>" in page
    assert "This filter is not understood" in page


def test_an_order_is_that_of_lists_and_the_board_says_so(
    adas_browser: Client, survey: Item
):
    page = text_of(adas_browser, f"{BOARD}?q=order+by+title")
    assert "Cards keep the order that people gave them" in page
    assert cards_in(page, "To do") == ["BRI-1"]


def test_titles_are_shown_as_text(adas_browser: Client, bridge: Project, ada: Actor):
    create_item(bridge.pk, by=ada, title="<img src=x onerror=alert(1)>")
    page = text_of(adas_browser, BOARD)
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<img src=x" not in page


def test_the_region_is_the_page_and_a_card_is_its_part(
    adas_browser: Client, survey: Item, ada: Actor
):
    forecast(survey, ada)
    page = text_of(adas_browser, BOARD + BRIDGE)
    assert text_of(adas_browser, BOARD + BRIDGE, headers=HTMX).strip() in page
    source = re.search(r'data-src="([^"]+/card/[^"]+)"', page)
    assert source
    card = text_of(adas_browser, source[1].replace("&amp;", "&"), headers=HTMX)
    assert card.strip() == card_of(page, "BRI-1")


def test_it_needs_the_same_queries_for_1_and_100_cards(
    adas_browser: Client, survey: Item, bridge: Project, ada: Actor
):
    move_item(survey.pk, "doing", by=ada)
    text_of(adas_browser, BOARD)
    with CaptureQueriesContext(
        connection,
    ) as few:
        text_of(adas_browser, BOARD)
    for n in range(99):
        item = create_item(bridge.pk, by=ada, title=f"T{n}")
        if n % 3:
            move_item(item.pk, "doing" if n % 2 else "done", by=ada)
    with CaptureQueriesContext(connection) as many:
        text_of(adas_browser, f"{BOARD}?done=all")
    assert len(many) == len(few)
