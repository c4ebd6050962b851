"""Estimates with two ends: said, kept true, shown, taken back."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.estimates import parse_estimate
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.work.actions import (
    ImportedItem,
    change_items,
    create_item,
    edit_item,
    import_outline,
    move_item,
)
from headway.work.estimates import estimate_words
from headway.work.models import Item
from tests.work.lists import HTMX, text_of
from tests.work.test_item_cells import opened
from tests.work.test_item_page import ITEM

FOUR_TO_SEVEN = {"effort_minutes": 317, "low_minutes": 240, "high_minutes": 420}
NBSP = "\N{NO-BREAK SPACE}"
SHOWN = f"4\N{EN DASH}7{NBSP}h"


def said(item: Item) -> tuple[int | None, int | None, int | None]:
    item.refresh_from_db()
    return item.low_minutes, item.effort_minutes, item.high_minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4h", "4 h"),
        ("4-7h", "4–7 h"),  # noqa: RUF001 - as shown
        ("2/4/9h", "2/4/9 h"),
        ("20/40/45m", "20/40/45 m"),
        ("90m/2h/3h", "1 h 30 m/2 h/3 h"),
        ("90m-3h", "1 h 30 m–3 h"),  # noqa: RUF001 - as shown
    ],
)
def test_an_estimate_is_written_short_and_read_as_the_same(text: str, words: str):
    estimate = parse_estimate(text)
    assert estimate_words(estimate).replace(NBSP, " ") == words
    assert parse_estimate(words) == estimate


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("4-7h", (240, 317, 420)),
        ("2/4/9 h", (120, 240, 540)),
        ("3h", (None, 180, None)),
        ("", (None, None, None)),
    ],
)
def test_a_cell_takes_each_kind_of_estimate(
    adas_browser: Client, survey: Item, ada: Actor, typed: str, ends
):
    edit_item(survey.pk, by=ada, low_minutes=60, high_minutes=6000)
    for headers in ({}, HTMX):
        sent = opened(adas_browser, "estimate") | {"value": typed}
        adas_browser.post(f"{ITEM}cells/estimate/", sent, headers=headers)
        assert said(survey) == ends


def test_a_range_is_shown_and_its_meaning_said_while_typing(
    adas_browser: Client, survey: Item, ada: Actor
):
    edit_item(survey.pk, by=ada, **FOUR_TO_SEVEN)
    page = text_of(adas_browser, ITEM)
    assert f"of {SHOWN} estimated" in page
    assert f">{SHOWN}</a>" in page  # all of it is left
    assert SHOWN in text_of(adas_browser)
    assert opened(adas_browser, "estimate")["value"] == "4\N{EN DASH}7 h"

    echo = text_of(adas_browser, f"{ITEM}cells/estimate/echo/?value=4-7h")
    assert f"{SHOWN} in 8 of 10 cases, likely 5{NBSP}h{NBSP}17{NBSP}m" in echo


def test_a_range_that_is_left_is_the_first_estimate(
    adas_browser: Client, survey: Item, ada: Actor
):
    edit_item(survey.pk, by=ada, effort_minutes=None)
    sent = opened(adas_browser, "left") | {"value": "4-7h"}
    adas_browser.post(f"{ITEM}cells/left/", sent, headers=HTMX)
    assert (*said(survey), survey.remaining_minutes) == (240, 317, 420, None)


def test_once_time_is_spent_what_is_left_is_one_amount(
    adas_browser: Client, survey: Item, ada: Actor
):
    edit_item(survey.pk, by=ada, spent_minutes=60, **FOUR_TO_SEVEN)
    sent = opened(adas_browser, "left") | {"value": "4-7h"}
    response = adas_browser.post(f"{ITEM}cells/left/", sent, headers=HTMX)
    assert response.status_code == 422
    assert "Say what is left as one amount" in response.content.decode()

    sent |= {"value": "2h"}
    adas_browser.post(f"{ITEM}cells/left/", sent, headers=HTMX)
    assert (*said(survey), survey.remaining_minutes) == (240, 317, 420, 120)
    assert f"2{NBSP}h" in text_of(adas_browser, ITEM)


@pytest.mark.parametrize(
    ("changes", "ends"),
    [
        ({"low_minutes": 60, "high_minutes": 240}, (60, 120, 240)),
        ({"low_minutes": 60, "high_minutes": 960}, (60, 480, 960)),
        ({"effort_minutes": 300}, (240, 300, 420)),
        ({"effort_minutes": 600}, (None, 600, None)),
        ({"effort_minutes": None}, (None, None, None)),
        ({"drive": "milestone"}, (None, 317, None)),
    ],
)
def test_what_follows_from_a_change_keeps_the_estimate_true(
    survey: Item, ada: Actor, changes, ends
):
    if "low_minutes" not in changes:
        edit_item(survey.pk, by=ada, **FOUR_TO_SEVEN)
    edit_item(survey.pk, by=ada, **changes)
    assert said(survey) == ends


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"low_minutes": 60}, "A range has two ends"),
        ({"low_minutes": 90, "high_minutes": 60}, "from some minutes"),
        ({"low_minutes": 0, "high_minutes": 60}, "from some minutes"),
        ({**FOUR_TO_SEVEN, "effort_minutes": 60}, "1.h, is not between 4.h and 7.h"),
        ({**FOUR_TO_SEVEN, "drive": "milestone"}, "A milestone takes no time"),
    ],
)
def test_an_estimate_that_contradicts_itself_is_refused(
    survey: Item, bridge, ada: Actor, changes, words: str
):
    events = Event.objects.count()
    with pytest.raises(Refused, match=words):
        edit_item(survey.pk, by=ada, **changes)
    with pytest.raises(Refused, match=words):
        create_item(bridge.pk, by=ada, title="Another", **changes)
    assert said(survey) == (None, 480, None)
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    "change",
    [
        {"low_minutes": 60},
        {"low_minutes": 500, "high_minutes": 600},
        {"low_minutes": 60, "high_minutes": 470},
        {"low_minutes": 60, "high_minutes": 600, "effort_minutes": None},
        {"low_minutes": 60, "high_minutes": 600, "drive": "milestone"},
        {"low_minutes": 60, "high_minutes": 600, "drive": "duration"},
    ],
)
def test_the_database_keeps_the_ends_around_the_estimate(survey: Item, change):
    with pytest.raises(IntegrityError, match="its_ends"), transaction.atomic():
        Item.objects.filter(pk=survey.pk).update(**change)


@pytest.mark.django_db(transaction=True)
def test_a_range_is_taken_back_and_done_again(survey: Item, ada: Actor):
    edit_item(survey.pk, by=ada, **FOUR_TO_SEVEN)
    edit_item(survey.pk, by=ada, effort_minutes=1000)
    for ends in ((240, 317, 420), (None, 1000, None)):
        last = Event.objects.order_by("-pk").first()
        undo_operation(last.operation, by=ada)
        assert said(survey) == ends


def test_the_history_tells_estimates_as_they_were_said(
    adas_browser: Client, survey: Item, ada: Actor
):
    edit_item(survey.pk, by=ada, title="Survey all", **FOUR_TO_SEVEN)
    edit_item(survey.pk, by=ada, low_minutes=60, high_minutes=420)
    page = text_of(adas_browser, f"{ITEM}history/")
    assert f"Ada changed the estimate: 8{NBSP}h → {SHOWN}" in page
    assert "Ada changed the title" in page
    assert f"Ada changed the least it takes: 4{NBSP}h → 1{NBSP}h" in page


def test_many_items_get_one_range(survey: Item, dig: Item, ada: Actor):
    change_items([survey.pk, dig.pk], by=ada, **FOUR_TO_SEVEN)
    assert said(survey) == said(dig) == (240, 317, 420)


def test_an_import_that_knows_better_leaves_no_ends(bridge, dee: Actor):
    rows = [
        [
            ImportedItem(
                external_id="1", parent=None, said=FOUR_TO_SEVEN | {"title": "A"}
            )
        ],
        [ImportedItem(external_id="1", parent=None, said={"effort_minutes": 900})],
    ]
    for some in rows:
        import_outline(bridge.pk, some, [], source="elsewhere", by=dee)
    assert said(Item.objects.get(external_id="1")) == (None, 900, None)


def test_programs_say_and_read_ranges(ask, survey: Item):
    body = {"low_minutes": 60, "high_minutes": 240}
    edited = ask("PATCH", f"/items/{survey.key}", body).json()
    assert [edited[name] for name in FOUR_TO_SEVEN] == [120, 60, 240]
    made = ask("POST", "/items", {"project": "BRI", "title": "New", **body})
    assert (made.status_code, made.json()["effort_minutes"]) == (201, 120)
    batch = {"create": [{"project": "BRI", "title": "Two", **body}]}
    assert ask("POST", "/items/batch", batch).json()["created"][0]["low_minutes"] == 60

    refused = ask("PATCH", f"/items/{survey.key}", {"low_minutes": 300})
    assert (refused.status_code, "two ends" in refused.json()["detail"]) == (409, False)
    assert json.loads(refused.content)["detail"].startswith("A range goes from")


def test_closed_items_show_no_range(adas_browser: Client, survey: Item, ada: Actor):
    edit_item(survey.pk, by=ada, **FOUR_TO_SEVEN)
    move_item(survey.pk, "done", by=ada)
    assert SHOWN not in text_of(adas_browser)
