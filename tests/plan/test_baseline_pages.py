"""Baselines on pages, below the bars of the timeline, and over the API."""

import gzip
import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor, Role
from headway.plan.models import Baseline
from headway.work.actions import give_grant
from headway.work.models import Hidden, Item, Project, ProjectOutlook
from tests.plan.timelines import DAY, forecast, keep, many_items, publish
from tests.work.lists import signed_in, text_of
from tests.world import member

pytestmark = pytest.mark.django_db

NOW = datetime.now(UTC)
PAGE = "/w/acme/projects/BRI/"
TIMELINE = "/w/acme/timeline/"
API = "/api/v1/w/acme/"


@pytest.fixture
def planned(survey: Item, dig: Item, dee: Actor) -> list[Item]:
    publish([forecast(survey, NOW), forecast(dig, NOW + 14 * DAY)], by=dee)
    return [survey, dig]


def test_who_leads_a_project_keeps_its_plan_renames_and_removes_it(
    client: Client, planned: list[Item], bridge: Project, lea: Actor, ben: Actor
):
    signed_in(client, lea)
    assert "Keep the plan as it is when you agree on it" in text_of(client, PAGE)
    answer = client.post(f"{PAGE}baselines/", {"name": "  "})
    assert answer.status_code == 422
    assert "This field is required" in answer.content.decode()
    answer = client.post(f"{PAGE}baselines/", {"name": "Agreed"}, follow=True)
    assert "is kept as “Agreed”" in answer.content.decode()
    baseline = Baseline.objects.get()
    page = f"{PAGE}baselines/{baseline.pk}/"
    shown = text_of(client, page)
    assert "as planned" in shown
    assert re.search(r"The project: planned .*, and still so\.", shown)
    ProjectOutlook.objects.update(p50=None)
    assert "now without a date." in text_of(client, page)

    assert client.post(page, {"name": ""}).status_code == 422
    client.post(page, {"name": "Signed"})
    html = text_of(signed_in(client, ben), PAGE)
    assert "Signed" in html
    assert "Remove the baseline" not in text_of(client, page)

    signed_in(client, lea).post(f"{page}removal/")
    assert client.get(page).status_code == 404
    assert not Baseline.objects.live().exists()


def test_the_overview_says_what_slipped_most(
    client: Client, planned: list[Item], bridge: Project, lea: Actor, ben: Actor
):
    keep(bridge, *planned, by=lea, end=NOW - 60 * DAY)
    html = text_of(signed_in(client, ben), PAGE)
    assert "Slipped most since “Agreed”" in html
    slipped = html[html.index("Slipped most since") :]
    assert re.findall(r'data-panel="(BRI-\d)"', slipped)[:2] == ["BRI-2", "BRI-1"]
    item = text_of(client, "/w/acme/items/BRI-1/")
    assert re.search(
        r"planned .*, now .*</a> <span class=\"is-late\">\(\+\d+ days", item
    )


def test_a_thin_bar_below_each_bar_shows_when_it_was_planned(
    client: Client, planned: list[Item], bridge: Project, lea: Actor
):
    signed_in(client, lea)
    address = f"{TIMELINE}?project=BRI"
    text_of(client, address)
    with CaptureQueriesContext(connection) as without:
        assert 'class="then"' not in text_of(client, address)
    kept = keep(bridge, *planned, by=lea, name="As <signed>", end=NOW + 3 * DAY)
    with CaptureQueriesContext(connection) as offered:
        html = text_of(client, address)
    assert f'name="baseline" value="{kept.pk}"' in html
    assert "As &lt;signed&gt;" in html
    assert len(offered) == len(without)

    with CaptureQueriesContext(connection) as chosen:
        html = text_of(client, f"{address}&baseline={kept.pk}")

    assert len(chosen) == len(without) + 1
    drawn = re.search(r'<path class="then" d="(M\d+ \d+H\d+)(M\d+ \d+H\d+)"', html)
    assert [int(each.split()[1].split("H")[0]) for each in drawn.groups()] == [51, 79]
    assert html.count("; planned for ") == 2
    assert "as planned in “As &lt;signed&gt;”" in html
    block = re.search(r'data-src="([^"]*rows/[^"]*)"', html).group(1)
    assert 'class="then"' in text_of(client, block.replace("&amp;", "&"))
    for other in ("999", "x", str(2**70)):
        assert 'class="then" d="M0' not in text_of(
            client, f"{address}&baseline={other}"
        )


def test_500_rows_with_a_baseline_are_one_light_page(
    client: Client, bridge: Project, dee: Actor
):
    items = many_items(bridge, 500, by=dee)
    kept = keep(bridge, *items, by=dee, end=NOW + 20 * DAY)
    html = text_of(signed_in(client, dee), f"{TIMELINE}?project=BRI&baseline={kept.pk}")
    assert html.count("; planned for ") == 500
    assert len(gzip.compress(html.encode(), 6)) <= 60_000


def test_programs_keep_list_rename_and_remove_baselines(
    client: Client, planned: list[Item], bridge: Project, lea: Actor
):
    signed_in(client, lea)
    json = {"content_type": "application/json"}
    here = f"{API}projects/BRI/baselines"
    made = client.post(here, {"name": "Agreed"}, **json)
    assert made.status_code == 201
    assert made.headers["Headway-Operation"]
    said = made.json()
    assert (said["number"], said["name"], said["source"]) == (0, "Agreed", "")
    assert client.get(f"{here}?fields=name").json()["items"] == [{"name": "Agreed"}]
    one = f"{API}baselines/{said['id']}"
    assert client.get(one).json() == said
    rows = client.get(f"{one}/items").json()["items"]
    assert [(row["item"], row["work_minutes"]) for row in rows] == [
        ("BRI-1", 480),
        ("BRI-2", 960),
    ]
    assert client.patch(one, {"name": "Signed"}, **json).json()["name"] == "Signed"
    assert client.patch(one, {"name": " "}, **json).status_code == 422
    assert client.delete(one).status_code == 204
    assert client.get(one).status_code == 404


def test_estimates_that_are_hidden_are_not_told_by_baselines(
    client: Client, planned: list[Item], bridge: Project, lea: Actor, dee: Actor
):
    kept = keep(bridge, *planned, by=lea, work_minutes=480)
    gus = member("gus", bridge.workspace, bridge, "viewer", Role.GUEST)
    give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=[Hidden.EFFORT])
    rows = signed_in(client, gus).get(f"{API}baselines/{kept.pk}/items").json()
    assert [row["work_minutes"] for row in rows["items"]] == [None, None]
    assert rows["items"][0]["finishes_at"]
