"""The time between two linked items, which may be a range."""

import pytest
from django.test import Client
from django.utils.html import escape

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.estimates import Estimate
from headway.work.actions import create_item, link_items
from headway.work.actions.lags import LONGEST_LAG_MINUTES, checked_lag
from headway.work.lags import lag_words
from headway.work.models import Item, Link, Project
from tests.work.lists import forecast, text_of

ITEM = "/w/acme/items/BRI-1/"
DAY = 1440


@pytest.mark.parametrize(
    ("said", "lag"),
    [
        ((0, None, None), (0, None, None)),
        ((-60, None, None), (-60, None, None)),
        ((0, 60, 240), (120, 60, 240)),
        ((90, 60, 240), (90, 60, 240)),
        ((0, 60, 60), (60, None, None)),
    ],
)
def test_a_range_has_its_likely_lag_between_its_ends(said, lag):
    found = checked_lag(*said)
    assert (found.likely, found.low, found.high) == lag


@pytest.mark.parametrize(
    "said",
    [
        (-60, 60, 240), (300, 60, 240), (0, 60, None), (0, 240, 60), (0, 0, 60),
        (0, 60, LONGEST_LAG_MINUTES + 1), (LONGEST_LAG_MINUTES + 1, None, None),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(said):
    with pytest.raises(Refused):
        checked_lag(*said)


def test_lags_are_read_as_they_are_written():
    for lag, is_elapsed, words in (
        (Estimate(likely=0), True, ""),
        (Estimate(likely=-60), False, "1 h sooner"),
        (Estimate(likely=120, low=60, high=240), False, "1\N{EN DASH}4 h later"),
        (Estimate(likely=60, low=60, high=180), True, "1/1/3 h by the clock later"),
    ):
        said = lag_words(lag, is_elapsed=is_elapsed).replace("\xa0", " ")
        assert said == words


def test_paint_dries_by_the_clock_and_the_page_and_the_history_say_so(
    adas_browser: Client, survey: Item, dig: Item
):
    sent = {"key": "BRI-2", "way": "after", "kind": "FS", "counts": "clock"}
    refused = adas_browser.post(f"{ITEM}links/", sent | {"lag": "4-2 d"})
    assert refused.status_code == 422
    assert "“4-2 d” does not go up" in refused.content.decode()

    assert (
        adas_browser.post(f"{ITEM}links/", sent | {"lag": "2-4 d"}).status_code == 302
    )
    link = Link.objects.get()
    assert (link.lag_low_minutes, link.lag_high_minutes) == (2 * DAY, 4 * DAY)
    assert (link.lag_minutes, link.lag_is_elapsed) == (4073, True)

    words = "48\N{EN DASH}96 h by the clock later"
    assert f">{words}<" in text_of(adas_browser, ITEM).replace("\xa0", " ")
    history = text_of(adas_browser, f"{ITEM}history/").replace("\xa0", " ")
    assert f"Ada let BRI-2 wait for BRI-1, {words}" in history


def test_what_a_summary_waits_for_is_why_its_items_wait(
    adas_browser: Client, bridge: Project, survey: Item, dig: Item, ada: Actor
):
    inner = create_item(bridge.pk, by=ada, title="North bank", parent_id=dig.pk)
    inside = create_item(bridge.pk, by=ada, title="Footing", parent_id=inner.pk)
    link_items(survey.pk, dig.pk, by=ada, lag_low_minutes=480, lag_high_minutes=5 * 480)
    forecast(inside, ada, cause="link", culprit_id=survey.pk)
    page = text_of(adas_browser, f"/w/acme/items/{inside.key}/").replace("\xa0", " ")
    words = "It waits for another item, and comes 8\N{EN DASH}40 h later:"
    assert escape(words) in page
