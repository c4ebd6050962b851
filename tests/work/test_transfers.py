"""Items that move to another project, and back."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused, Stale
from headway.events.actions import performed, undo_operation
from headway.events.history import history_of
from headway.keeping.doctor.rules import links, numbers, outline
from headway.work.actions import (
    create_item,
    create_project,
    delete_items,
    delete_project,
    edit_item,
    link_items,
    move_item,
    restore,
    transfer_item,
)
from headway.work.filters import Question
from headway.work.models import Grant, GrantRole, Item, KeyAlias, Link, Project
from tests.work.lists import HTMX, signed_in, text_of
from tests.world import member

pytestmark = pytest.mark.django_db(transaction=True)  # one is one operation

ITEM = "/w/acme/items/BRI-1/"


@pytest.fixture
def tunnel(bridge: Project, ada: Actor) -> Project:
    """A project with an item of its own, to which Ada contributes as well."""
    project = create_project(by=ada, key="TUN", name="Tunnel")
    create_item(project.pk, by=ada, title="Drill")
    return project


@pytest.fixture
def tree(survey: Item, dig: Item, ada: Actor) -> list[Item]:
    """BRI-3 and BRI-4 are in the survey, BRI-5 in BRI-4, and BRI-4 waits for BRI-2."""

    def make(title: str, parent: Item) -> Item:
        return create_item(bridge_id, by=ada, title=title, parent_id=parent.pk)

    bridge_id = survey.project_id
    first, second = make("First", survey), make("Second", survey)
    inside = make("Inside", second)
    link_items(first.pk, second.pk, by=ada)
    link_items(dig.pk, second.pk, by=ada, kind="SS", lag_minutes=60)
    return [survey, first, second, inside]


def outline_of(project: Project) -> list[tuple[str, int, str]]:
    """Keys, depths and titles in their order; the doctor finds nothing."""
    for rule in (numbers, outline, links):
        assert list(rule(None, project.workspace_id)) == []
    rows = Item.objects.filter(project=project).select_related("project")
    return [(i.key, i.depth, i.title) for i in rows.order_by("position")]


def linked() -> set[tuple[str, str, str, int]]:
    rows = Link.objects.select_related("before__project", "after__project")
    return {(k.before.key, k.after.key, k.kind, k.lag_minutes) for k in rows}


def transferred(item: Item, project: Project, by: Actor):
    return performed(lambda: transfer_item(item.pk, project.pk, by=by))


def test_an_item_moves_with_all_in_it_and_undo_puts_it_back(
    tree: list[Item], tunnel: Project, bridge: Project, ada: Actor
):
    before, ties = outline_of(bridge), linked()
    moved, operation = transferred(tree[2], tunnel, ada)

    assert moved.key == "TUN-2"
    there = [("TUN-1", 0, "Drill"), ("TUN-2", 0, "Second"), ("TUN-3", 1, "Inside")]
    assert outline_of(tunnel) == there
    assert [key for key, *_ in outline_of(bridge)] == ["BRI-1", "BRI-3", "BRI-2"]
    assert linked() == set()
    tree[2].refresh_from_db()
    assert (tree[2].parent_id, tree[2].project_id) == (None, tunnel.pk)

    _, undone = performed(lambda: undo_operation(operation, by=ada))
    assert outline_of(bridge) == before
    assert linked() == ties
    assert [key for key, *_ in outline_of(tunnel)] == ["TUN-1"]

    undo_operation(undone, by=ada)
    assert outline_of(tunnel) == there
    assert linked() == set()


def test_links_inside_go_along(
    tree: list[Item], tunnel: Project, ada: Actor, dig: Item
):
    transferred(tree[0], tunnel, ada)
    assert linked() == {("TUN-3", "TUN-4", "FS", 0)}
    with pytest.raises(Refused, match="are not of one project"):
        link_items(dig.pk, tree[1].pk, by=ada)


def test_it_comes_back_to_the_place_it_had(
    tree: list[Item], tunnel: Project, bridge: Project, ada: Actor, dig: Item
):
    """Whatever came before it grows meanwhile, or goes."""
    for item in (tree[0], tree[1], tree[2], dig):
        before = outline_of(bridge)
        _, away = transferred(item, tunnel, ada)
        _, operation = transferred(item, bridge, ada)
        undo_operation(operation, by=ada)
        undo_operation(away, by=ada)
        assert outline_of(bridge) == before

    _, operation = transferred(tree[2], tunnel, ada)
    create_item(bridge.pk, by=ada, title="In the first", parent_id=tree[1].pk)
    undo_operation(operation, by=ada)
    titles = [title for _key, _depth, title in outline_of(bridge)]
    assert titles[1:4] == ["First", "In the first", "Second"]

    _, operation = transferred(tree[2], tunnel, ada)
    transferred(tree[1], tunnel, ada)
    with pytest.raises(Refused, match="“First” and “Second” are not of one project"):
        undo_operation(operation, by=ada)
    undo_operation(operation, by=ada, the_rest=True)
    assert linked() == {("BRI-2", "BRI-4", "SS", 60)}
    titles = [title for _key, _depth, title in outline_of(bridge)]
    assert titles == ["Survey the site", "Second", "Inside", "Dig the pit"]


def test_gaps_are_made_where_there_are_none(
    tree: list[Item], tunnel: Project, bridge: Project, ada: Actor
):
    before = outline_of(bridge)
    _, operation = transferred(tree[2], tunnel, ada)
    for place, item in enumerate(
        Item.objects.filter(project=bridge).order_by("position")
    ):
        Item.objects.filter(pk=item.pk).update(position=place)
    undo_operation(operation, by=ada)
    assert outline_of(bridge) == before


def test_the_old_key_is_an_alias_everywhere_and_never_given_again(
    adas_browser: Client, ask, survey: Item, dig: Item, tunnel: Project, ada: Actor
):
    transferred(dig, tunnel, ada)
    again = create_item(survey.project_id, by=ada, title="New")
    assert again.key == "BRI-3"

    assert "Dig the pit" in text_of(adas_browser, "/w/acme/items/bri-2/")
    assert ask("GET", "/items/BRI-2").json()["key"] == "TUN-2"
    assert ask("PATCH", "/items/BRI-2", {"title": "Dig"}).json()["key"] == "TUN-2"
    change = {"change": [{"item": "BRI-2", "priority": 700}, {"item": "BRI-1"}]}
    changed = ask("POST", "/items/batch", change)
    assert [row["key"] for row in changed.json()["changed"]] == ["TUN-2", "BRI-1"]
    for text in ("key = BRI-2", "key = tun-2", "key in (BRI-2, BRI-9)"):
        found = Question.asked(text, by=ada).narrowed(Item.objects.visible_to(ada))
        assert [item.pk for item in found] == [dig.pk], text
    edit_item(survey.pk, by=ada, description="See BRI-2 and ISO-9001.")
    page = text_of(adas_browser, ITEM)
    assert re.search('<a href="/w/acme/items/TUN-2/"[^>]*>BRI-2</a>', page)
    assert "ISO-9001." in page

    transferred(dig, survey.project, ada)
    dig.refresh_from_db()
    assert dig.key == "BRI-2"
    assert text_of(adas_browser, "/w/acme/items/TUN-2/")
    aliases = KeyAlias.objects.values_list("project__key", "number")
    assert list(aliases) == [("TUN", 2)]


def test_the_same_project_changes_nothing_and_a_stale_version_is_refused(
    survey: Item, tunnel: Project, bridge: Project, ada: Actor
):
    _, operation = transferred(survey, bridge, ada)
    assert operation is None
    with pytest.raises(Stale):
        transfer_item(survey.pk, tunnel.pk, by=ada, if_version=9)
    assert outline_of(bridge) == [("BRI-1", 0, "Survey the site")]


def test_who_contributes_to_one_of_the_two_may_not(
    survey: Item, tunnel: Project, bridge: Project, ben: Actor, lea: Actor, dan: Actor
):
    hers = create_project(by=lea, key="HER", name="Hers")
    for who, error in ((ben, PermissionDenied), (dan, NotFound), (lea, NotFound)):
        with pytest.raises(error):
            transfer_item(survey.pk, tunnel.pk, by=who)
    Grant.objects.create(
        workspace=bridge.workspace, project=hers, actor=ben, role=GrantRole.VIEWER
    )
    with pytest.raises(PermissionDenied):
        transfer_item(survey.pk, hers.pk, by=ben)
    Grant.objects.filter(actor=ben, project=bridge).update(role=GrantRole.CONTRIBUTOR)
    with pytest.raises(PermissionDenied):
        transfer_item(survey.pk, hers.pk, by=ben)
    assert outline_of(bridge) == [("BRI-1", 0, "Survey the site")]
    assert not KeyAlias.objects.exists()


def test_what_is_in_the_bin_goes_along_and_comes_back_there(
    tree: list[Item], tunnel: Project, bridge: Project, ada: Actor, dig: Item
):
    [inside] = delete_items([tree[3].pk], by=ada)
    [away] = delete_items([dig.pk], by=ada)
    transferred(tree[2], tunnel, ada)
    restore([inside.pk], by=ada)
    assert ("TUN-3", 1, "Inside") in outline_of(tunnel)
    restore([away.pk], by=ada)
    assert linked() == set()
    assert Link.everything.count() == 0
    assert [key for key, *_ in outline_of(bridge)] == ["BRI-1", "BRI-3", "BRI-2"]


def test_what_came_from_the_same_place_twice_is_refused(
    survey: Item, tunnel: Project, ada: Actor
):
    said = {"external_source": "x", "external_id": "7"}
    Item.objects.filter(pk=survey.pk).update(**said)
    Item.objects.filter(project=tunnel).update(**said)
    with pytest.raises(Refused, match="“Survey the site” was imported into"):
        transfer_item(survey.pk, tunnel.pk, by=ada)


def test_undo_names_what_stands_in_its_way(
    tree: list[Item], tunnel: Project, bridge: Project, ada: Actor, lea: Actor
):
    pit = create_project(by=ada, key="PIT", name="Pit")
    _, operation = transferred(tree[2], tunnel, ada)
    transferred(tree[2], pit, ada)
    with pytest.raises(Refused, match="Ada changed “Second” since"):
        undo_operation(operation, by=ada)

    _, operation = transferred(tree[1], tunnel, ada)
    transferred(tree[0], pit, ada)
    with pytest.raises(Refused, match="What “First” was in is no longer there"):
        undo_operation(operation, by=ada)

    _, operation = transferred(tree[1], pit, ada)
    delete_project(tunnel.pk, by=ada)
    with pytest.raises(Refused, match="You may not see or change"):
        undo_operation(operation, by=ada)


def test_all_three_histories_tell_it_and_hide_what_is_hidden(
    survey: Item, tunnel: Project, bridge: Project, ada: Actor, ben: Actor
):
    transferred(survey, tunnel, ada)

    def told(kind: str, pk: int, by: Actor) -> list[str]:
        return [entry.text for entry in history_of((kind, pk), by=by).entries]

    whole = "Ada moved “Survey the site” from Bridge to Tunnel"
    assert told("work.item", survey.pk, ada)[0] == whole
    assert told("work.project", tunnel.pk, ada)[0] == whole
    assert (
        told("work.project", bridge.pk, ada)[0]
        == "Ada moved “Survey the site” to Tunnel"
    )
    left = told("work.project", bridge.pk, ben)[0]
    assert left == "Ada moved “Survey the site” to something"
    tia = member("tia", bridge.workspace, tunnel, GrantRole.VIEWER)
    came = told("work.item", survey.pk, tia)[0]
    assert came == "Ada moved “Survey the site” from something to Tunnel"


def test_the_page_says_what_ends_before_it_moves(
    client: Client, tree: list[Item], tunnel: Project, ada: Actor, ben: Actor
):
    browser = signed_in(client, ada)
    assert "BRI-4/transfer/" in text_of(browser, "/w/acme/items/BRI-4/")
    page = text_of(browser, "/w/acme/items/BRI-4/transfer/")
    assert "1 item in it goes along" in page
    assert "Tunnel (TUN)" in page
    assert "<bdi>Dig the pit</bdi>" in page
    answer = browser.post("/w/acme/items/BRI-4/transfer/", {"project": "TUN"})
    assert answer["Location"] == "/w/acme/items/TUN-2/"
    shown = text_of(browser, answer["Location"])
    assert "BRI-4 is now TUN-2 in Tunnel." in shown
    assert "/undo/" in shown
    refused = browser.post("/w/acme/items/BRI-1/transfer/", {"project": "NO"})
    assert refused.status_code == 422
    assert "transfer" not in text_of(signed_in(client, ben), ITEM, headers=HTMX)
    assert client.get(f"{ITEM}transfer/").status_code == 403


def test_programs_move_items_once(ask, survey: Item, tunnel: Project, ada: Actor):
    sent = {"project": "TUN"}
    first, again = (
        ask("POST", "/items/BRI-1/transfer", sent, Idempotency_Key="one")
        for _ in range(2)
    )
    assert first.json() == again.json()
    assert first.json()["key"] == "TUN-2"
    assert "Headway-Operation" in first
    assert ask("POST", "/items/TUN-2/transfer", {"project": "NO"}).status_code == 404
    stale = ask("POST", "/items/TUN-2/transfer", {"project": "BRI"}, If_Match='"1"')
    assert stale.status_code == 412


def test_an_item_of_another_project_keeps_its_state(
    survey: Item, tunnel: Project, ada: Actor
):
    move_item(survey.pk, "doing", by=ada)
    began = Item.objects.get(pk=survey.pk).started_at
    moved, _ = transferred(survey, tunnel, ada)
    assert (moved.state, moved.started_at) == ("doing", began)
