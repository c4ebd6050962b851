"""The timeline of what a filter finds, and the same filter on the pages beside it."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor, Workspace
from headway.plan.timeline.page import BLOCK
from headway.work.actions import (
    Part,
    archive_project,
    assign_people,
    create_item,
    create_project,
)
from headway.work.models import Item, Project, SavedView
from tests.plan.timelines import DAY, forecast, load, many_items, publish
from tests.world import member

pytestmark = pytest.mark.django_db

ADDRESS = "/w/acme/timeline/"
NOW = datetime.now(UTC)


@pytest.fixture
def nested(survey: Item, dig: Item, ada: Actor, dee: Actor) -> list[Item]:
    """Poles, which Ada sets, are in Measure, which is in Survey; Dig is apart."""
    inner = create_item(survey.project_id, by=dee, title="Measure", parent_id=survey.pk)
    poles = create_item(survey.project_id, by=dee, title="Poles", parent_id=inner.pk)
    assign_people(poles.pk, [Part(person_id=ada.person.pk)], by=dee)
    made = [survey, inner, poles, dig]
    publish([forecast(item, NOW + n * DAY) for n, item in enumerate(made)], by=dee)
    return made


def page(client: Client, query: str = "", status: int = 200) -> str:
    answer = client.get(ADDRESS + query)
    assert answer.status_code == status
    return answer.content.decode()


def asked(text: str) -> str:
    return f"?q={quote(text)}"


def tabs_in(html: str) -> str:
    return html.partition('class="tabs"')[2].partition("</nav>")[0]


def test_what_a_filter_finds_is_shown_with_what_it_is_in(
    adas_browser: Client, nested: list[Item]
) -> None:
    html = page(adas_browser, asked("assignee = me"))

    for title in ("Survey the site", "Measure", "Poles"):
        assert title in html
    assert "Dig" not in html.partition('class="timeline-body"')[2]
    assert "1 project, 1 of 4 items" in html
    assert "Person</span>" in html  # the chip


def test_projects_without_a_match_and_the_archive_are_not_shown(
    adas_browser: Client, nested: list[Item], ada: Actor, dee: Actor
) -> None:
    other = create_project(by=ada, name="Tower", key="TOW")
    create_item(other.pk, by=ada, title="Poles of the tower")
    third = create_project(by=ada, name="Wall", key="WAL")
    create_item(third.pk, by=ada, title="Poles of the wall")
    archive_project(third.pk, by=dee)

    body = page(adas_browser, asked("poles")).partition('class="timeline-body"')[2]
    assert "Poles of the tower" in body
    assert "Poles of the wall" not in body
    assert "Poles of the wall" in page(adas_browser, f"{asked('poles')}&project=WAL")


def test_rows_that_are_fetched_later_are_narrowed_alike(
    client: Client, bridge: Project, dee: Actor
) -> None:
    many_items(bridge, 3 * BLOCK + 30, by=dee)
    client.force_login(dee.person.user)
    html = page(client, asked("title ~ 1"))
    assert "q=title+~+1" in html.partition("timeline-block")[2]

    rows = client.get(f"{ADDRESS}rows/{asked('title ~ 1')}&block=0").content.decode()
    assert "Piece of work 1 " in rows
    assert "Piece of work 2 " not in rows


def test_people_are_those_who_do_what_is_found(
    adas_browser: Client, nested: list[Item], lea: Actor, dee: Actor
) -> None:
    load(lea.person, 480)
    assert "Lea<" in page(adas_browser, "?people=1")
    assert "Lea<" not in page(adas_browser, f"{asked('assignee = me')}&people=1")


def test_what_is_not_understood_is_shown_with_its_place(
    adas_browser: Client, nested: list[Item]
) -> None:
    html = page(adas_browser, asked("due < 2x"), status=422)
    assert "<mark>2x</mark>" in html
    assert "Remove the filter" in html

    html = page(adas_browser, asked("title = nothing"))
    assert "Nothing matches" in html


def test_the_filter_is_offered_as_rows(
    adas_browser: Client, nested: list[Item]
) -> None:
    rows = adas_browser.get(f"{ADDRESS}filter/rows/{asked('assignee = me')}&zoom=day")
    html = rows.content.decode()
    assert 'value="assignee" selected' in html
    assert '<input type="hidden" name="zoom" value="day">' in html


def test_the_number_of_queries_does_not_grow_with_what_is_found(
    client: Client, bridge: Project, dee: Actor
) -> None:
    client.force_login(dee.person.user)
    counts = []
    for key, some in (("FEW", 2), ("MANY", 60)):
        many_items(create_project(by=dee, name=key, key=key), some, by=dee)
        page(client, asked("piece"))
        with CaptureQueriesContext(connection) as queries:
            page(client, asked("piece"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_tabs_take_the_filter_along(
    adas_browser: Client, nested: list[Item]
) -> None:
    said = "q=assignee+%3D+me"
    for place in ("work", "board", "timeline", "calendar"):
        tabs = tabs_in(adas_browser.get(f"/w/acme/{place}/?{said}").content.decode())
        assert tabs.count(said) == 4, place

    tabs = tabs_in(page(adas_browser, f"{asked('assignee = me')}&project=BRI"))
    assert tabs.count("q=project+%3D+BRI+and+assignee+%3D+me") == 4
    assert "/projects/BRI/" in tabs


def test_tabs_show_of_a_project_what_they_are_for(
    adas_browser: Client, nested: list[Item]
) -> None:
    tabs = tabs_in(page(adas_browser, "?project=BRI"))
    assert 'work/?q=project+%3D+BRI+and+state+%3D+open"' in tabs
    assert 'board/?q=project+%3D+BRI"' in tabs
    assert 'timeline/?project=BRI"' in tabs


def test_a_view_that_is_open_goes_along(
    adas_browser: Client, nested: list[Item], ada: Actor
) -> None:
    view = SavedView.objects.create(
        workspace=ada.workspace, owner=ada, name="Mine", query="assignee = me"
    )
    answer = adas_browser.get(f"/w/acme/work/?view={view.pk}")
    tabs = tabs_in(answer.content.decode())
    assert f"calendar/?view={view.pk}" in tabs
    assert "board/?q=assignee+%3D+me" in tabs
    assert "timeline/?q=assignee+%3D+me" in tabs


def test_without_a_project_it_says_how_to_begin(
    client: Client, acme: Workspace
) -> None:
    client.force_login(member("nora", acme).person.user)
    assert "Begin with a list" in page(client)
