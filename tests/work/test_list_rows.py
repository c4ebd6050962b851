"""What a row of the list says."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.work.actions import (
    create_item,
    edit_item,
    link_items,
    move_item,
)
from headway.work.models import Item, Project
from tests.work.lists import HTMX, forecast, text_of


def row_in(page: str, key: str) -> str:
    return re.search(rf'<tr id="row-{key}".*?</tr>', page, re.DOTALL)[0]


def test_what_waits_is_later_and_what_is_not_placed_says_why(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor
):
    link_items(survey.pk, dig.pk, by=ada)
    forecast(dig, ada, starts_at=None, p50=None, p85=None, p95=None, unplaced="nobody")
    page = text_of(adas_browser)

    assert "tile is-ready" in row_in(page, "BRI-1")
    assert "tile is-later" in row_in(page, "BRI-2")
    assert "not placed: nobody can do it" in row_in(page, "BRI-2")


def test_what_is_assumed_says_so(adas_browser: Client, survey: Item, ada: Actor):
    edit_item(survey.pk, by=ada, effort_minutes=None)
    forecast(survey, ada, has_assumed_effort=True, has_assumed_people=True)
    row = row_in(text_of(adas_browser), "BRI-1")

    assert "not estimated; assumed 8\N{NO-BREAK SPACE}h" in row
    assert "anyone" in row


def test_a_row_says_who_waits_for_it_and_how_long_it_takes(
    adas_browser: Client, bridge: Project, survey: Item, dig: Item, ada: Actor
):
    link_items(survey.pk, dig.pk, by=ada)
    move_item(survey.pk, "doing", by=ada)
    assert "wait for it" not in text_of(adas_browser)
    assert "in progress</span>" not in text_of(adas_browser)

    pour = create_item(bridge.pk, by=ada, title="Pour the piers")
    link_items(survey.pk, pour.pk, by=ada)
    started = timezone.now() - timedelta(days=7)
    Item.objects.filter(pk=survey.pk).update(started_at=started)
    row = row_in(text_of(adas_browser), "BRI-1")
    assert '<span class="small faint">2 wait for it, 7 days in progress</span>' in row

    move_item(pour.pk, "done", by=ada)
    assert "wait for it" not in text_of(adas_browser)


def test_a_deadline_comes_with_its_chance(
    adas_browser: Client, survey: Item, ada: Actor
):
    edit_item(survey.pk, by=ada, deadline=timezone.now() + timedelta(days=6))
    forecast(survey, ada, chance_percent=62)
    row = row_in(text_of(adas_browser), "BRI-1")

    assert "62\N{NO-BREAK SPACE}%" in row
    assert 'class="strip is-risk"' in row


def test_a_row_alone_is_the_row_in_the_list(
    adas_browser: Client, survey: Item, ada: Actor
):
    forecast(survey, ada)
    row = row_in(text_of(adas_browser, headers=HTMX), "BRI-1")
    source = re.search(r'data-src="([^"]+)"', row)[1]

    alone = row_in(text_of(adas_browser, source, headers=HTMX), "BRI-1")

    def without_token(text: str) -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)

    assert without_token(alone) == without_token(row)


@pytest.mark.parametrize("until", ["", "x", "0001-01-01", "9999-12-31"])
def test_a_row_stands_on_any_axis(adas_browser: Client, survey: Item, ada, until: str):
    forecast(survey, ada)
    text_of(adas_browser, f"/w/acme/items/BRI-1/row/?until={until}", headers=HTMX)
