"""Filters kept under a name, by page and by API."""

import json
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor, Role, Workspace
from headway.base.errors import NotFound, Refused
from headway.events.actions import performed, undo_operation
from headway.events.models import Event
from headway.work.actions import (
    edit_label,
    edit_view,
    remove_label,
    remove_view,
    rename_type,
    restore_view,
    save_view,
    saving,
    set_labels,
)
from headway.work.filters import FilterError
from headway.work.filters.addresses import of_text
from headway.work.models import Item, Label, Project, SavedView
from headway.work.rail import views as rail_views
from tests.work.lists import LIST, signed_in, text_of
from tests.world import member

VIEWS = f"{LIST}views/"
API = "/api/v1/w/acme/views"

pytestmark = pytest.mark.django_db


@pytest.fixture
def pits(ada: Actor, survey: Item, dig: Item) -> SavedView:
    return save_view(by=ada, name="Pits", query="title ~ pit", is_shared=True)


def words(page: str) -> str:
    return " ".join(unescape(page).split())


def test_a_view_is_saved_from_the_list_and_opened(
    adas_browser: Client, survey: Item, dig: Item
):
    page = text_of(adas_browser, LIST + of_text("title ~ pit"))
    assert "Save view" in page
    said = {"name": "Pits & co", "q": "title ~ pit", "is_pinned": "on"}
    response = adas_browser.post(VIEWS, said, follow=True)

    view = SavedView.objects.get()
    assert response.redirect_chain == [(f"{LIST}?view={view.pk}", 302)]
    page = response.content.decode()
    assert "<h1><bdi>Pits &amp; co</bdi></h1>" in page
    assert 'id="row-BRI-2"' in page
    assert 'id="row-BRI-1"' not in page
    assert "“Pits &amp; co” is saved." in page
    assert ">changed<" not in page
    assert not view.is_shared
    assert Event.objects.latest("pk").kind == "work.view_saved"


@pytest.mark.parametrize("place", ["board", "calendar"])
def test_a_view_is_saved_from_other_pages_and_opened_there(
    adas_browser: Client, survey: Item, place: str
):
    address = f"/w/acme/{place}/"
    assert "Save view" in text_of(adas_browser, address + of_text("title ~ pit"))
    said = {"name": "Pits", "q": "title ~ pit", "place": place}
    refused = adas_browser.post(VIEWS, said | {"name": " "})
    assert refused.status_code == 422
    assert f'id="{place}"' in refused.content.decode()
    assert "Give it a name" in refused.content.decode()
    response = adas_browser.post(VIEWS, said, follow=True)
    view = SavedView.objects.get()
    assert response.redirect_chain == [(f"{address}?view={view.pk}", 302)]
    assert "<h1><bdi>Pits</bdi></h1>" in response.content.decode()
    page = text_of(adas_browser, f"{address}?view={view.pk}&q=dig")
    assert ">changed<" in page
    gone = adas_browser.post(f"{VIEWS}{view.pk}/removal/", {"place": place})
    assert gone.headers["Location"] == address


def test_a_view_open_on_the_board_narrows_it_and_what_it_keeps(
    adas_browser: Client, pits: SavedView
):
    board = f"/w/acme/board/?view={pits.pk}"
    page = text_of(adas_browser, board)
    assert 'id="card-BRI-2"' in page
    assert 'id="card-BRI-1"' not in page
    assert f'src="{board}"' in page
    assert 'id="card-BRI-1"' in text_of(adas_browser, f"{board}&q=")


def test_a_view_that_was_changed_says_so_and_offers_ways_on(
    adas_browser: Client, pits: SavedView
):
    page = text_of(adas_browser, f"{LIST}?view={pits.pk}&q=title+~+site")
    assert 'id="row-BRI-1"' in page
    assert ">changed<" in page
    assert f'href="?view={pits.pk}"' in page
    assert "Save as…" in page
    said = {"name": "Pits", "q": "title ~ site", "is_shared": "on"}
    adas_browser.post(f"{VIEWS}{pits.pk}/", said)
    pits.refresh_from_db()
    assert pits.query == "title ~ site"


def test_parts_of_the_filter_are_taken_away_within_the_view(
    adas_browser: Client, pits: SavedView
):
    page = text_of(adas_browser, f"{LIST}?view={pits.pk}")
    assert f'href="?q=&amp;view={pits.pk}"' in page
    assert f'<input type="hidden" name="view" value="{pits.pk}">' in page


def test_what_is_shared_is_read_with_the_rights_of_each(
    client: Client, pits: SavedView, dan: Actor
):
    page = text_of(signed_in(client, dan), f"{LIST}?view={pits.pk}")
    assert "Pits" in page
    assert "Dig the pit" not in page
    assert "Change the saved view" not in page


def test_what_is_private_is_nobody_elses(
    client: Client, ada: Actor, dee: Actor, survey: Item
):
    view = save_view(by=ada, name="Mine", query="", is_pinned=True)
    assert [entry.label for entry in rail_views(ada)] == ["Mine"]
    assert list(rail_views(dee)) == []
    assert signed_in(client, dee).get(f"{LIST}?view={view.pk}").status_code == 404
    with pytest.raises(NotFound):
        edit_view(view.pk, by=dee, name="Hers")


def test_administrators_change_what_is_shared_and_members_do_not(
    pits: SavedView, dee: Actor, lea: Actor
):
    with pytest.raises(PermissionDenied):
        remove_view(pits.pk, by=lea)
    edit_view(pits.pk, by=dee, is_pinned=True)
    assert [entry.label for entry in rail_views(lea)] == ["Pits"]


def test_guests_keep_views_and_share_none(
    acme: Workspace, bridge: Project, pits: SavedView
):
    gus = member("gus", acme, bridge, "viewer", Role.GUEST)
    assert list(SavedView.objects.visible_to(gus)) == []
    with pytest.raises(PermissionDenied):
        save_view(by=gus, name="Ours", query="", is_shared=True)
    view = save_view(by=gus, name="Mine", query="")
    assert list(SavedView.objects.visible_to(gus)) == [view]


def test_what_is_so_already_is_not_recorded(pits: SavedView, ada: Actor):
    events = Event.objects.count()
    edit_view(pits.pk, by=ada, name="Pits", is_shared=True)
    restore_view(pits.pk, by=ada)
    assert Event.objects.count() == events


def test_what_is_no_filter_is_refused(pits: SavedView, ada: Actor):
    with pytest.raises(FilterError):
        save_view(by=ada, name="Odd", query="due <")
    with pytest.raises(FilterError):
        edit_view(pits.pk, by=ada, query="due <")
    assert SavedView.objects.get().query == "title ~ pit"


@pytest.mark.parametrize("odd", ["moon = 3", "label = nowhere", "is round"])
def test_what_asks_for_what_nobody_knows_is_refused(
    pits: SavedView, ada: Actor, odd: str
):
    with pytest.raises(FilterError, match=r"There is no|cannot be asked"):
        save_view(by=ada, name="Odd", query=odd)
    with pytest.raises(FilterError):
        edit_view(pits.pk, by=ada, query=odd)
    assert SavedView.objects.get().query == "title ~ pit"


@pytest.mark.django_db(transaction=True)
def test_views_follow_the_names_of_labels_and_types(
    survey: Item, dig: Item, ada: Actor, dee: Actor
):
    set_labels(survey.pk, ["Wet ground"], by=ada)
    label = Label.objects.get()
    kind = survey.type
    asked = (
        f'not (tag = wet ground) or label in ("Wet ground", "x") and type = {kind.name}'
    )
    set_labels(dig.pk, ["x"], by=ada)
    view = save_view(by=ada, name="Wet", query=asked)
    other = save_view(by=ada, name="Other", query='title ~ "Wet ground"')
    _, operation = performed(lambda: edit_label(label.pk, by=dee, name='So "wet"'))
    rename_type(kind.pk, "Job", by=dee)
    view.refresh_from_db()
    assert view.query == (
        r'not tag = "So \"wet\"" or (label in ("So \"wet\"", "x") and type = "Job")'
    )
    other.refresh_from_db()
    assert other.query == 'title ~ "Wet ground"'
    undo_operation(operation, by=dee)
    view.refresh_from_db()
    assert 'tag = "Wet ground"' in view.query


@pytest.mark.django_db(transaction=True)
def test_an_undo_brings_a_filter_back_whatever_was_removed_since(
    survey: Item, ada: Actor, dee: Actor
):
    set_labels(survey.pk, ["Wet"], by=ada)
    view = save_view(by=ada, name="Wet", query="label = wet")
    _, operation = performed(lambda: edit_view(view.pk, by=ada, query="is ready"))
    remove_label(Label.objects.get().pk, by=dee)
    undo_operation(operation, by=ada)
    view.refresh_from_db()
    assert view.query == "label = wet"


def test_nobody_keeps_more_than_some(
    pits: SavedView, ada: Actor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(saving, "MOST_VIEWS", 1)
    with pytest.raises(Refused, match="You have 1 saved views"):
        save_view(by=ada, name="More", query="")


@pytest.mark.django_db(transaction=True)
def test_each_change_is_undone(pits: SavedView, ada: Actor):
    def undone(act) -> SavedView:
        _, operation = performed(act)
        undo_operation(operation, by=ada)
        return SavedView.objects.get(pk=pits.pk)

    said = {"name": "Holes", "query": "title ~ hole", "is_shared": False}
    looks = {"columns": ["title", "key"], "grouping": "state"}
    found = undone(lambda: edit_view(pits.pk, by=ada, **said, **looks))
    assert (found.columns, found.grouping) == ([], "")
    assert (found.name, found.query, found.is_shared) == ("Pits", "title ~ pit", True)
    assert undone(lambda: remove_view(pits.pk, by=ada)).removed_at is None
    remove_view(pits.pk, by=ada)
    assert undone(lambda: restore_view(pits.pk, by=ada)).removed_at is not None
    _, operation = performed(lambda: save_view(by=ada, name="More", query=""))
    undo_operation(operation, by=ada)
    assert not SavedView.objects.live().filter(name="More").exists()


@pytest.mark.django_db(transaction=True)
def test_an_undo_keeps_what_was_changed_again(pits: SavedView, ada: Actor):
    _, operation = performed(lambda: edit_view(pits.pk, by=ada, name="Holes"))
    edit_view(pits.pk, by=ada, name="Caves")
    with pytest.raises(Refused, match="Caves"):
        undo_operation(operation, by=ada)
    assert SavedView.objects.get().name == "Caves"


def test_a_view_is_removed_and_gone(adas_browser: Client, pits: SavedView):
    response = adas_browser.post(f"{VIEWS}{pits.pk}/removal/", follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    assert "“Pits” is removed." in response.content.decode()
    assert adas_browser.get(f"{LIST}?view={pits.pk}").status_code == 404
    for path in (f"{VIEWS}{pits.pk}/", f"{VIEWS}{pits.pk}/removal/"):
        assert adas_browser.post(path, {"name": "x"}).status_code == 404


def test_a_view_without_a_name_says_what_is_missing(adas_browser: Client, survey: Item):
    address = VIEWS + of_text("title ~ site")
    response = adas_browser.post(address, {"name": " ", "q": "title ~ site"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Give it a name of at most 80 characters." in page
    assert 'id="row-BRI-1"' in page


def test_views_over_rest(adas_browser: Client, survey: Item, ada: Actor):
    def send(method: str, path: str, **body):
        return getattr(adas_browser, method)(
            API + path, json.dumps(body), content_type="application/json"
        )

    made = send("post", "", name="Pits", query="title ~ pit", is_pinned=True)
    assert made.status_code == 201
    assert "Headway-Operation" in made.headers
    view = made.json()
    assert view == {
        "id": view["id"],
        "name": "Pits",
        "query": "title ~ pit",
        "columns": [],
        "grouping": "",
        "page": "list",
        "zoom": "week",
        "has_chains": False,
        "is_shared": False,
        "is_pinned": True,
        "owner_id": ada.pk,
    }
    assert adas_browser.get(API).json() == {"views": [view]}
    changed = send("patch", f"/{view['id']}", is_shared=True).json()
    assert changed == view | {"is_shared": True}
    assert adas_browser.get(f"{API}/{view['id']}").json() == changed
    looks = {"columns": ["title", "left"], "grouping": "assignee"}
    laid_out = send("patch", f"/{view['id']}", **looks).json()
    assert laid_out == changed | looks
    for wrong in ({"query": "due <"}, {"columns": ["moon"]}, {"grouping": "moon"}):
        assert send("patch", f"/{view['id']}", **wrong).status_code == 422
    assert adas_browser.delete(f"{API}/{view['id']}").status_code == 204
    assert adas_browser.get(f"{API}/{view['id']}").status_code == 404
