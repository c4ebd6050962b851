"""What is found by words: by whom, in which order, and in whatever script."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor, Role, Workspace
from headway.ui.search import Rank, search
from headway.work.actions import (
    ImportedItem,
    ItemChange,
    NewItem,
    change_each,
    change_items,
    create_item,
    create_items,
    create_project,
    delete_items,
    duplicate_item,
    edit_item,
    give_grant,
    import_outline,
    move_item,
    transfer_item,
)
from headway.work.models import Hidden, Item, ItemWords, Project
from tests.world import member


def found(text: str, by: Actor, most: int = 20) -> list[str]:
    return [hit.key for hit in search(text, by, kinds=["item"], most=most)]


def add(project: Project, by: Actor, title: str, description: str = "") -> str:
    return create_item(project.pk, by=by, title=title, description=description).key


def test_keys_come_first_then_beginnings_words_and_texts(bridge: Project, ada: Actor):
    text = add(bridge, ada, "Order", "Ask what BRI-5 will pay, and when they pay")
    words = add(bridge, ada, "When will they pay")
    begins = add(bridge, ada, "Pay the bank")
    closed = add(bridge, ada, "Who will pay")
    move_item(Item.objects.get_by_key(closed, by=ada).pk, "done", by=ada)
    newer = add(bridge, ada, "They pay")

    assert found("pay", ada) == [begins, newer, words, closed, text]
    assert found(newer.lower(), ada)[0] == newer
    assert found("will pa", ada) == [words, closed, text]
    assert found("pay will when", ada) == [words, text]
    assert found("pays", ada) == []


def test_a_single_letter_is_a_word_and_begins_a_title(bridge: Project, ada: Actor):
    plan = add(bridge, ada, "Plan B")
    begins = add(bridge, ada, "Buy")
    assert found("b", ada) == [begins, plan]


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Größe des Maßes", "grosse MASSES"),
        ("Zażółć gęślą jaźń", "zazolc gesla"),
        ("支払いのコールバック", "コールバ"),
        ("重试付款回调", "付款"),
        ("ลองใหม่อีกครั้ง", "ใหม่"),
        ("إعادة المحاولة", "اعادة"),
        ("Повтор платежа", "ПЛАТЕЖА"),
        ("भुगतान दोबारा", "दोबारा"),
    ],
)
def test_titles_of_any_script_are_found(
    bridge: Project, ada: Actor, title: str, asked: str
):
    key = add(bridge, ada, title)
    assert found(asked, ada) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "'", "\\", "a' & !b", "'x':*", "pay:* | !pay", "((((", "%", "_", "\0",
        "<b>&amp;", "BRI-99999999999", "\ud800", "' || '", "a" * 5000, "é" * 200,
        "ﷺ" * 200, "pay " * 60,
    ],
)  # fmt: skip
def test_whatever_is_asked_is_only_looked_for(bridge: Project, ada: Actor, text: str):
    add(bridge, ada, "Retry")
    assert found(text, ada) == []


def test_texts_as_long_as_may_be_are_kept(bridge: Project, ada: Actor):
    rare = "".join(chr(0x20000 + n) for n in range(40_000))
    key = add(bridge, ada, "\ufdfa" * 500, f"{rare} {'x' * 59_000}")
    assert found(rare[1000:1010], ada) == [key]


def test_every_writer_of_titles_and_texts_is_followed(bridge: Project, ada: Actor):
    one, two = create_items(
        [NewItem(project_id=bridge.pk, title=t) for t in ("First", "Second")], by=ada
    )
    edit_item(one.pk, by=ada, title="Edited", description="harbour")
    assert found("first", ada) == []
    assert found("harbour", ada) == found("edited", ada) == [one.key]

    change_items([one.pk, two.pk], by=ada, description="lighthouse")
    assert set(found("lighthouse", ada)) == {one.key, two.key}
    assert found("harbour", ada) == []
    change_each([ItemChange(item_id=two.pk, edits={"title": "Alone"})], by=ada)
    assert found("alone", ada) == [two.key]

    rows = [ImportedItem(external_id="7", parent=None, said={"title": "Brought"})]
    import_outline(bridge.pk, rows, [], source="file", by=ada)
    (brought,) = found("brought", ada)
    rows = [ImportedItem(external_id="7", parent=None, said={"title": "Again"})]
    import_outline(bridge.pk, rows, [], source="file", by=ada)
    assert found("again", ada) == [brought]
    assert found("brought", ada) == []
    assert ItemWords.objects.count() == Item.everything.count()


def test_copies_are_found_and_what_moved_by_its_old_key_too(
    bridge: Project, dee: Actor
):
    key = add(bridge, dee, "Rivet", "of copper")
    item = Item.objects.get_by_key(key, by=dee)
    copy = duplicate_item(item.pk, by=dee)
    assert set(found("copper", dee)) == {key, copy.key}

    tunnel = create_project(by=dee, name="Tunnel", key="TUN")
    moved = transfer_item(item.pk, tunnel.pk, by=dee)
    assert found(key, dee) == [moved.key]
    assert found("TUN-1", dee) == [moved.key]


def test_nobody_finds_what_they_may_not_see(
    acme: Workspace, bridge: Project, ada: Actor, dan: Actor, dee: Actor, cem: Actor
):
    key = add(bridge, ada, "Confidential", "verdict")
    create_project(by=dee, name="Confidential works", key="CON")
    for who in (dan, cem):
        for text in ("confidential", "verdict", key, "bridge", "BRI"):
            assert search(text, who, most=20) == []
    assert found("verdict", dee) == [key]
    assert [hit.kind for hit in search("confidential", dee, most=20)] == [
        "project",
        "item",
    ]
    assert [hit.kind for hit in search("confidential", ada, most=20)] == ["item"]


def test_guests_do_not_find_descriptions_that_are_hidden(
    acme: Workspace, bridge: Project, lea: Actor
):
    key = add(bridge, lea, "Shown", "secret words")
    gus = member("gus", acme, bridge, "viewer", Role.GUEST)
    (hit,) = search("secret", gus, most=20)
    assert (hit.key, hit.snippet) == (key, "secret words")

    hides = [Hidden.DESCRIPTION]
    give_grant(bridge.pk, gus.pk, by=lea, role="viewer", hides=hides)
    assert search("secret", gus, most=20) == []
    assert search("shown secret", gus, most=20) == []
    (hit,) = search("shown", gus, most=20)
    assert (hit.key, hit.snippet) == (key, "")
    assert search("lea", gus, most=20) == []


def test_what_is_in_the_bin_is_not_found(bridge: Project, ada: Actor):
    item = create_item(bridge.pk, by=ada, title="Deleted")
    delete_items([item.pk], by=ada)
    assert found("deleted", ada) == found(item.key, ada) == []


def test_projects_and_people_are_found_by_name(bridge: Project, ada: Actor):
    assert [h.label for h in search("bri", ada, most=5)][:1] == [bridge.name]
    (hit,) = search("ADA", ada, kinds=["person"], most=5)
    assert (hit.label, hit.rank) == ("Ada", Rank.START)


def test_words_are_shown_in_their_place(bridge: Project, ada: Actor):
    before, after = "before " * 50, "after " * 50
    add(bridge, ada, "Long", f"{before}the **Größe**, as measured {after}")
    (hit,) = search("grosse", ada, most=5)
    assert hit.snippet.startswith("…")
    assert "the **Größe**, as measured" in hit.snippet
    assert hit.snippet.endswith("…")
    assert len(hit.snippet) < 160


def test_one_hit_costs_as_many_queries_as_fifty(bridge: Project, ada: Actor):
    add(bridge, ada, "Single pearl", "words")
    create_items(
        [NewItem(project_id=bridge.pk, title=f"Stone {n}") for n in range(60)], by=ada
    )
    counts = []
    for text, number in (("pearl", 1), ("stone", 50)):
        with CaptureQueriesContext(connection) as queries:
            assert len(search(text, ada, most=50)) == number
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5


def test_the_api_answers_typed_hits(ask, bridge: Project, ada: Actor):
    key = add(bridge, ada, "Cross <b>over</b>", "the river")
    answer = ask("GET", "/search?q=river&kind=item").json()
    assert answer == {
        "items": [
            {
                "kind": "item",
                "key": key,
                "label": "Cross <b>over</b>",
                "url": f"/w/acme/items/{key}/",
                "note": f"{bridge.name} · To do",
                "snippet": "the river",
                "is_closed": False,
            }
        ]
    }
    assert ask("GET", "/search?q=").json() == {"items": []}
    assert ask("GET", f"/search?q={'x' * 201}").status_code == 422
    assert ask("GET", "/search?q=a&kind=other").status_code == 422
    assert ask("GET", "/search").status_code == 422


def test_the_page_shows_what_people_wrote_as_text(
    adas_browser, bridge: Project, ada: Actor
):
    hostile = "<script>alert(1)</script> {{ 7 }} \u202e"
    add(bridge, ada, hostile, f"found in {hostile}")
    for text in ("script", "found", "<script>"):
        html = adas_browser.get("/w/acme/search/", {"q": text}).content.decode()
        lines = adas_browser.get("/w/acme/palette/", {"q": text}).content.decode()
        for said in (html, lines):
            assert "<script>alert" not in said
            assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 }}" in said
    nothing = adas_browser.get("/w/acme/search/?q=<i>xyzzy").content.decode()
    assert "has all of “&lt;i&gt;xyzzy”" in nothing
