"""The groups of the list, what they sum up to, and the pages that go through them."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.actors.models import Actor, Role, Workspace
from headway.base.weeks import week_of
from headway.work.actions import (
    Part,
    add_check,
    add_type,
    archive_project,
    assign_people,
    change_check,
    create_item,
    create_project,
    edit_item,
    give_grant,
    move_item,
    set_labels,
)
from headway.work.grouping import GROUPINGS
from headway.work.models import Hidden, Item, Project
from tests.work.lists import HTMX, LIST, signed_in, text_of
from tests.world import member

EVERYTHING = "?q=&group="


def groups_in(page: str) -> dict[str, list[str]]:
    """The keys of the rows in each group, by what it is called."""
    found = {}
    for body in re.findall(r"<tbody.*?</tbody>", page, re.DOTALL):
        name = re.search(r'class="fold"[^>]*>.*?<bdi>(.*?)</bdi>', body, re.DOTALL)
        keys = re.findall(r'<tr id="row-(\S+)"', body)
        found[unescape(name[1]) if name and 'class="group"' in body else ""] = keys
    return found


def rows_in(page: str) -> list[str]:
    return [key for keys in groups_in(page).values() for key in keys]


def sums_in(page: str, kind: str = "group") -> list[list[str]]:
    """What stands in the columns of sums, of each group or of ``all``."""
    rows = re.findall(rf'<tr class="{kind}".*?</tr>', page, re.DOTALL)
    cells = [re.findall(r'<td class="num sum-cell">(.*?)</td>', row) for row in rows]
    return [[re.sub("<[^>]+>", "", unescape(c)) for c in row] for row in cells]


@pytest.fixture
def gus(acme: Workspace, bridge: Project) -> Actor:
    return member("gus", acme, bridge, "viewer", Role.GUEST)


@pytest.fixture
def mixed(bridge: Project, dee: Actor, ada: Actor, lea: Actor) -> dict[str, Item]:
    """BRI-1 to 5: a summary with two items in it, a defect, one that is done."""
    make = dict[str, Item]()

    def create(name: str, **said) -> Item:
        make[name] = create_item(bridge.pk, by=dee, title=name.title(), **said)
        return make[name]

    deck = create("deck", effort_minutes=9999, priority=900)
    create("planks", parent_id=deck.pk, effort_minutes=240)
    create("rails", parent_id=deck.pk, effort_minutes=120, remaining_minutes=60)
    create("crack", priority=700)
    create("bill", effort_minutes=30, spent_minutes=45)
    move_item(make["bill"].pk, "done", by=dee)
    move_item(make["rails"].pk, "doing", by=dee)
    assign_people(make["planks"].pk, [Part(person_id=lea.person.pk)], by=dee)
    both = [Part(person_id=ada.person.pk), Part(person_id=lea.person.pk)]
    assign_people(make["crack"].pk, both, by=dee, accountable_id=lea.person.pk)
    assign_people(make["bill"].pk, both, by=dee)
    set_labels(make["crack"].pk, ["urgent", "steel"], by=dee)
    set_labels(make["rails"].pk, ["steel"], by=dee)
    add_type(by=dee, name="Defect")
    return make


@pytest.mark.parametrize(
    ("group", "wanted"),
    [
        ("project", {"Bridge": [1, 2, 3, 4, 5]}),
        ("state", {"To do": [1, 2, 4], "In progress": [3], "Done": [5]}),
        ("category", {"To do": [1, 2, 4], "In progress": [3], "Done": [5]}),
        ("assignee", {"Ada": [5], "Lea": [2, 4], "Nobody": [1, 3]}),
        ("type", {"Task": [1, 2, 3, 4, 5]}),
        ("label", {"steel": [3, 4], "No label": [1, 2, 5]}),
        ("importance", {"Highest": [1], "High": [4], "Normal": [2, 3, 5]}),
        ("due", {"No deadline": [1, 2, 3, 4, 5]}),
        ("parent", {"Deck": [2, 3], "In no other item": [1, 4, 5]}),
        ("none", {"": [1, 2, 3, 4, 5]}),
    ],
)
def test_each_item_stands_in_one_group(
    adas_browser: Client, mixed: dict[str, Item], group: str, wanted: dict
):
    page = text_of(adas_browser, f"{LIST}{EVERYTHING}{group}")

    keys = {name: [f"BRI-{n}" for n in some] for name, some in wanted.items()}
    assert groups_in(page) == keys
    assert list(groups_in(page)) == list(keys), "in their order"
    assert GROUPINGS.keys() >= {group}


def test_weeks_of_deadlines_begin_as_the_workspace_has_them(
    adas_browser: Client, mixed: dict[str, Item], ada: Actor
):
    first = week_of(timezone.localdate()) + timedelta(days=14)
    for name, days in {"deck": 6, "planks": 0, "crack": 7}.items():
        due = timezone.make_aware(
            timezone.datetime.combine(
                first + timedelta(days=days), timezone.datetime.max.time()
            )
        )
        edit_item(mixed[name].pk, by=ada, deadline=due)
    page = text_of(adas_browser, f"{LIST}{EVERYTHING}due")

    assert list(groups_in(page).values()) == [
        ["BRI-1", "BRI-2"],
        ["BRI-4"],
        ["BRI-3", "BRI-5"],
    ]
    assert f'id="group-due-{first.isoformat()}"' in page


def test_an_order_holds_within_groups_and_makes_none_by_itself(
    adas_browser: Client, mixed: dict[str, Item]
):
    asked = {"q": "order by title"}
    assert groups_in(text_of(adas_browser, f"{LIST}?{urlencode(asked)}")) == {
        "": ["BRI-5", "BRI-4", "BRI-1", "BRI-2", "BRI-3"]
    }
    by_state = urlencode(asked | {"group": "category"})
    assert groups_in(text_of(adas_browser, f"{LIST}?{by_state}")) == {
        "To do": ["BRI-4", "BRI-1", "BRI-2"],
        "In progress": ["BRI-3"],
        "Done": ["BRI-5"],
    }


def test_groups_and_all_sum_up_what_their_rows_say(
    adas_browser: Client, mixed: dict[str, Item], ada: Actor
):
    line = add_check(mixed["planks"].pk, "One", by=ada)
    add_check(mixed["planks"].pk, "Two", by=ada)
    add_check(mixed["planks"].pk, "Three", by=ada)
    change_check(line.pk, by=ada, is_done=True)
    dried = create_item(
        mixed["deck"].project_id,
        by=ada,
        title="Dry",
        drive="elapsed",
        duration_minutes=99_999,
    )
    page = text_of(
        adas_browser, f"{LIST}?q=&group=category&columns=title,estimate,left,spent"
    )

    nothing, hours = "", "\N{NO-BREAK SPACE}h"
    assert sums_in(page) == [
        [f"4{hours}", f"2{hours}\N{NO-BREAK SPACE}40\N{NO-BREAK SPACE}m", nothing],
        [f"2{hours}", f"1{hours}", nothing],
        ["30\N{NO-BREAK SPACE}m", nothing, "45\N{NO-BREAK SPACE}m"],
    ]
    assert sums_in(page, "all") == [
        [
            f"6{hours}\N{NO-BREAK SPACE}30\N{NO-BREAK SPACE}m",
            f"3{hours}\N{NO-BREAK SPACE}40\N{NO-BREAK SPACE}m",
            "45\N{NO-BREAK SPACE}m",
        ]
    ]
    assert "1 not estimated" in page
    assert "In all" in page
    assert dried.key in page


@pytest.mark.parametrize("what", [Hidden.EFFORT, Hidden.PEOPLE])
def test_what_is_hidden_from_guests_is_in_no_sum_and_makes_no_group(
    client: Client, mixed, gus: Actor, dee: Actor, bridge: Project, what
):
    open_to_him = create_project(by=dee, key="OPE", name="Open")
    give_grant(open_to_him.pk, gus.pk, by=dee, role="viewer")
    create_item(open_to_him.pk, by=dee, title="Seen", effort_minutes=60)
    give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=[what])
    signed_in(client, gus)
    asked = "?q=&columns=title,estimate,left,spent&group="
    sums = sums_in(text_of(client, f"{LIST}{asked}category"), "all")
    people = groups_in(text_of(client, f"{LIST}{asked}assignee"))

    an_hour = "1\N{NO-BREAK SPACE}h"
    if what == Hidden.EFFORT:
        assert sums == [[an_hour, an_hour, ""]]
        assert list(people) == ["Ada", "Lea", "Nobody"]
    else:
        assert sums[0] != [an_hour, an_hour, ""]
        assert list(people) == ["Nobody"]


@pytest.mark.parametrize("many", [1, 2000])
@pytest.mark.parametrize("group", GROUPINGS)
def test_pages_go_through_all_groups_once_while_rows_come_and_go(
    adas_browser: Client, mixed, dee: Actor, ada: Actor, group, many, monkeypatch
):
    bridge = mixed["deck"].project
    monkeypatch.setattr("headway.work.sections.MANY", many)
    monkeypatch.setattr("headway.work.grouped_sums.MANY_GROUPS", many)
    monkeypatch.setattr("headway.work.listing.PAGE_ROWS", 2)
    for key in ("AAA", "ZZZ"):
        others = create_project(by=dee, key=key, name=f"Beside {key}")
        give_grant(others.pk, ada.pk, by=dee, role="viewer")
        create_item(others.pk, by=dee, title=f"First of {key}")
        create_item(others.pk, by=dee, title=f"Second of {key}")
    for number in range(4):
        create_item(bridge.pk, by=ada, title=f"More {number}")
    first = rows_in(text_of(adas_browser, f"{LIST}{EVERYTHING}{group}"))
    with monkeypatch.context() as whole:
        whole.setattr("headway.work.listing.PAGE_ROWS", 100)
        wanted = rows_in(text_of(adas_browser, f"{LIST}{EVERYTHING}{group}"))
    assert first == wanted[:2]

    seen, address = [], f"{EVERYTHING}{group}"
    while address:
        page = text_of(adas_browser, LIST + address)
        seen += rows_in(page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = following and unescape(following[1])
        create_item(bridge.pk, by=ada, title="Inserted", priority=900)
    assert [key for key in seen if key in wanted] == wanted
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("group", GROUPINGS)
def test_very_many_stand_as_few_do(
    adas_browser: Client, mixed, dee: Actor, ada: Actor, group: str, monkeypatch
):
    for key in ("AAA", "AAC", "ZZZ"):
        others = create_project(by=dee, key=key, name=f"Beside {key}")
        give_grant(others.pk, ada.pk, by=dee, role="viewer")
        create_item(others.pk, by=dee, title="A beam")
    archive_project(Project.objects.get(key="AAC").pk, by=dee)
    unseen = create_project(by=dee, key="AAB", name="Unseen")
    create_item(unseen.pk, by=dee, title="A secret", effort_minutes=77_777)

    for text in ("", "order by title", "title ~ a"):
        for fold in ("", "&fold=BRI-1", "&fold=BRI"):
            asked = urlencode({"q": text, "group": group})
            few = text_of(adas_browser, f"{LIST}?{asked}{fold}")
            with monkeypatch.context() as patch:
                patch.setattr("headway.work.sections.MANY", 1)
                patch.setattr("headway.work.grouped_sums.MANY_GROUPS", 1)
                many = text_of(adas_browser, f"{LIST}?{asked}{fold}")

            assert groups_in(many) == groups_in(few)
            assert sums_in(many) == sums_in(few)
            assert sums_in(many, "all") == sums_in(few, "all")
            assert {"AAA-1", "ZZZ-1"} <= {*rows_in(few)}
            assert not {"AAB-1", "AAC-1"} & {*rows_in(many)}


def test_a_group_is_folded_and_takes_no_room(
    adas_browser: Client, mixed: dict[str, Item], monkeypatch
):
    monkeypatch.setattr("headway.work.listing.PAGE_ROWS", 2)
    asked = f"{EVERYTHING}category&fold=category-todo"
    page = text_of(adas_browser, LIST + asked)
    assert groups_in(page) == {
        "To do": [],
        "In progress": ["BRI-3"],
        "Done": ["BRI-5"],
    }
    assert 'rel="next"' not in page
    response = adas_browser.get(f"{LIST}{EVERYTHING}category&toggle=category-done")
    wanted = f"{LIST}?q=&group=category&fold=category-done#group-category-done"
    assert response.headers["Location"] == wanted


def test_a_whole_group_is_changed_at_once(
    adas_browser: Client, mixed: dict[str, Item], lea: Actor
):
    token = f"assignee-{lea.person.pk}"
    page = text_of(adas_browser, f"{LIST}{EVERYTHING}assignee")
    assert f'name="group" value="{token}"' in page
    change = f"{LIST}selection/changes/importance/{EVERYTHING}assignee"
    said = {"group": token, "importance-value": "100"}
    assert adas_browser.post(change, said, headers=HTMX).status_code == 200
    low = Item.objects.filter(priority=100).values_list("title", flat=True)
    assert sorted(low) == ["Crack", "Planks"]
    for nonsense in ("assignee-x", "assignee-99999999999999999999", "due-0000-00-00"):
        assert adas_browser.post(change, said | {"group": nonsense}).status_code == 422


@pytest.mark.parametrize("group", GROUPINGS)
def test_a_hundred_rows_in_groups_take_as_many_queries_as_one(
    adas_browser: Client, survey: Item, ada: Actor, group: str
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(adas_browser, f"{LIST}{EVERYTHING}{group}")
        return len(captured)

    queries()
    few = queries()
    for number in range(99):
        create_item(survey.project_id, by=ada, title=f"Item {number}")
    assert queries() == few
