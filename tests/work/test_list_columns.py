"""The columns of the list: which, in which order, and sorted by which."""

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client

from headway.actors.models import Actor, Role, Workspace
from headway.base.errors import Malformed
from headway.work.actions import (
    create_item,
    edit_item,
    edit_state,
    edit_view,
    give_grant,
    rename_type,
    save_view,
    set_labels,
)
from headway.work.columns import COLUMNS, USUAL
from headway.work.models import Hidden, Item, Project, SavedView
from headway.work.row_markup import CELLS
from tests.work.boards import state
from tests.work.lists import HTMX, LIST, forecast, signed_in, text_of
from tests.world import member


def columns_in(page: str) -> list[str]:
    head = re.search(r"<thead>.*?</thead>", page, re.DOTALL)[0]
    return re.findall(r'<th class="column-([\w-]+)', head)[1:]


def cells_of(page: str, key: str) -> list[str]:
    row = re.search(rf'<tr id="row-{key}".*?</tr>', page, re.DOTALL)[0]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", unescape(c)).split()) for c in cells][1:]


def head_links(page: str) -> dict[str, str]:
    """The filter to which each head of a column leads."""
    head = re.search(r"<thead>.*?</thead>", page, re.DOTALL)[0]
    found = re.findall(
        r'<th class="column-(\w+)[^>]*>\s*<a class="sort" href="([^"]*)"', head
    )
    return {n: parse_qs(urlsplit(unescape(a)).query)["q"][0] for n, a in found}


@pytest.fixture
def gus(acme: Workspace, bridge: Project) -> Actor:
    return member("gus", acme, bridge, "viewer", Role.GUEST)


def test_a_list_shows_the_columns_that_its_address_says(
    adas_browser: Client, survey: Item, ada: Actor
):
    set_labels(survey.pk, ["wet"], by=ada)
    inside = create_item(
        survey.project_id, by=ada, title="Measure", parent_id=survey.pk, priority=700
    )
    assert columns_in(text_of(adas_browser)) == list(USUAL)
    page = text_of(
        adas_browser, f"{LIST}?columns=labels,title,parent,importance,nonsense,type"
    )
    assert columns_in(page) == ["labels", "title", "parent", "importance", "type"]
    assert cells_of(page, "BRI-1")[0] == "wet"
    assert cells_of(page, inside.key)[2:] == ["Survey the site", "High", "Task"]
    # a list has titles, whatever else
    assert columns_in(text_of(adas_browser, f"{LIST}?columns=key")) == ["title", "key"]
    assert columns_in(text_of(adas_browser, f"{LIST}?columns=")) == list(USUAL)


def test_every_column_is_drawn_and_none_twice(
    adas_browser: Client, survey: Item, dig: Item, ada: Actor
):
    forecast(survey, ada)
    names = [column.name for column in COLUMNS]
    assert list(CELLS) == names
    page = text_of(adas_browser, f"{LIST}?columns={','.join(names)},title")
    assert columns_in(page) == names
    assert len(cells_of(page, "BRI-1")) == len(names)
    assert len(cells_of(page, "BRI-2")) == len(names)


def test_a_row_alone_has_the_columns_of_its_list(
    adas_browser: Client, survey: Item, ada: Actor
):
    page = text_of(adas_browser, f"{LIST}?columns=title,status,type", headers=HTMX)
    source = unescape(re.search(r'data-src="([^"]+)"', page)[1])
    alone = text_of(adas_browser, source, headers=HTMX)
    assert cells_of(alone, "BRI-1") == cells_of(page, "BRI-1")
    assert "columns=title,status,type" in source


def test_columns_that_a_form_names_become_one_word_of_the_address(
    adas_browser: Client, survey: Item
):
    asked = "?q=site&columns=key&columns=title&columns=left&fold=BRI"
    response = adas_browser.get(LIST + asked)
    said = quote("key,title,left")
    assert response.headers["Location"] == f"{LIST}?q=site&columns={said}&fold=BRI"
    up = adas_browser.get(f"{LIST}?columns=key&columns=title&move=title:up")
    assert up.headers["Location"] == f"{LIST}?columns={quote('title,key')}"
    down = adas_browser.get(f"{LIST}?columns=key&columns=title&move=title:down")
    assert down.headers["Location"] == f"{LIST}?columns={quote('key,title')}"
    usual = "&".join(f"columns={name}" for name in USUAL)
    assert adas_browser.get(f"{LIST}?{usual}").headers["Location"] == f"{LIST}?"


def test_heads_sort_one_way_then_the_other_then_not_at_all(
    adas_browser: Client, survey: Item
):
    links = head_links(text_of(adas_browser, f"{LIST}?q=site&columns=title,importance"))
    assert links == {
        "title": "site order by title",
        "importance": "site order by importance",
    }
    for text, wanted, said in (
        ("site order by priority", "site order by importance asc", "descending"),
        ("site order by priority asc", "site", "ascending"),
        ("site order by due, priority", "site order by importance", ""),
    ):
        page = text_of(adas_browser, f"{LIST}?q={quote(text)}&columns=title,importance")
        assert head_links(page)["importance"] == wanted
        sorts = re.findall(r'column-importance[^>]*aria-sort="(\w+)"', page)
        assert sorts == ([said] if said else [])


def test_a_view_keeps_columns_and_groups(
    adas_browser: Client, survey: Item, ada: Actor
):
    said = {"name": "Mine", "q": "site", "columns": "title,left", "group": "category"}
    response = adas_browser.post(f"{LIST}views/", said, follow=True)
    page = response.content.decode()
    view = SavedView.objects.get()
    assert (view.columns, view.grouping) == (["title", "left"], "category")
    assert columns_in(page) == ["title", "left"]
    assert 'id="group-category-todo"' in page
    assert ">changed<" not in page

    other = text_of(adas_browser, f"{LIST}?view={view.pk}&columns=title")
    assert columns_in(other) == ["title"]
    assert ">changed<" in other
    assert f"?columns=title&amp;view={view.pk}" not in other
    # all that is usual for lists is said where a view has something else
    back = text_of(adas_browser, f"{LIST}?view={view.pk}&group=project")
    assert "group=project" in re.search(r'<live-region id="work-list"[^>]*>', back)[0]
    assert 'id="group-BRI"' in back


def test_what_is_no_column_or_group_is_refused(survey: Item, ada: Actor):
    view = save_view(by=ada, name="All", query="", columns=USUAL)
    assert view.columns == []
    with pytest.raises(Malformed, match="There is no column “colour”; there are rank"):
        edit_view(view.pk, by=ada, columns=["title", "colour"])
    with pytest.raises(Malformed, match="not grouped by “moon”; it can be by project"):
        edit_view(view.pk, by=ada, grouping="moon")
    assert edit_view(view.pk, by=ada, columns=["key"]).columns == ["title", "key"]


def test_hidden_amounts_are_in_no_column(
    client: Client, gus: Actor, survey: Item, dee: Actor, bridge: Project
):
    edit_item(survey.pk, by=dee, spent_minutes=30)
    give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=[Hidden.EFFORT])
    page = text_of(signed_in(client, gus), f"{LIST}?columns=title,estimate,left,spent")
    assert cells_of(page, "BRI-1")[1:] == ["\N{EN DASH}", "", "\N{EN DASH}"]


def test_what_people_called_things_is_text_in_every_column(
    adas_browser: Client, survey: Item, dee: Actor, ada: Actor
):
    bad = '<b>"x"</b>'
    edit_state(state("To do").pk, by=dee, name=bad)
    for item in (survey, create_item(survey.project_id, by=ada, title="In")):
        edit_item(item.pk, by=ada, title=bad)
    create_item(survey.project_id, by=ada, title=bad, parent_id=survey.pk)
    set_labels(survey.pk, [bad], by=ada)
    rename_type(survey.type_id, bad, by=dee)
    names = ",".join(column.name for column in COLUMNS)
    for group in ("none", "state", "type", "label", "parent"):
        page = text_of(adas_browser, f"{LIST}?group={group}&columns={names}")
        assert bad not in page
        assert "&lt;b&gt;" in page


def test_what_bounds_an_item_is_said_in_columns_and_edited_there(
    adas_browser: Client, client: Client, survey: Item, dee: Actor, dan: Actor
):
    names = ("deadline", "pin", "start-by", "chunk")
    address = f"{LIST}?columns=title,{','.join(names)}"
    page = text_of(adas_browser, address)
    for name in names:
        assert f'data-edit="/w/acme/items/BRI-1/cells/{name}/"' in page
        said = {"value": "2h" if name == "chunk" else "2031-05-06"}
        cell = f"/w/acme/items/BRI-1/cells/{name}/"
        headers = {"HX-Request": "true"}
        assert adas_browser.post(cell, said, headers=headers).status_code == 200
    page = text_of(adas_browser, address)
    assert 'title="Edit the least at a time"' in page
    cells = cells_of(page, "BRI-1")
    assert cells[-1] == "2 h"
    assert all("6 May" in cell for cell in cells[1:-1])


def test_the_head_of_a_column_of_dates_has_the_widest_of_each_shape(
    adas_browser: Client, dee: Actor, survey: Item, dig: Item
):
    far, later = (datetime(2048, 11, day, 12, tzinfo=UTC) for day in (28, 30))
    for item, due in ((survey, far), (dig, later)):
        edit_item(item.pk, by=dee, deadline=due)
        forecast(item, dee, p95=due)
    page = text_of(adas_browser, f"{LIST}?columns=title,latest,deadline")
    head = re.search(r"<thead>.*?</thead>", page, re.DOTALL)[0]
    widest = re.findall(r'<span class="widest" aria-hidden="true">(.*?</?\w+>)', head)
    assert [each for each in widest if "promise" not in each] == [
        "00\xa0Nov\xa00000</span>"
    ]
    assert len(widest) == 2


def test_a_column_has_room_for_saying_that_something_is_not_shown(
    client: Client, acme: Workspace, bridge: Project, dee: Actor, survey: Item
):
    gus = member("gus", acme, bridge, "viewer", Role.GUEST)
    give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=[Hidden.PEOPLE])
    page = text_of(signed_in(client, gus), LIST)
    head = re.search(r'<th class="column-people.*?</th>', page, re.DOTALL)[0]
    assert "not shown to you" in head
