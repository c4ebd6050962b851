"""Items pasted into a project, and a project that begins with pasted lines."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import performed, undo_operation
from headway.events.models import Event
from headway.work.actions import NewRow, Part, create_outline
from headway.work.models import Item, Project
from tests.work.lists import signed_in, text_of

PASTE = "/w/acme/items/paste/"
LINES = "Site\n  Survey @ada ~2h due 2w #wet\n  Dig <b>\n\n- [x] Bid"


def test_a_preview_shows_the_items_and_creates_none(
    adas_browser: Client, bridge: Project, survey: Item
):
    assert f'href="{PASTE}?project=BRI"' in text_of(
        adas_browser, "/w/acme/work/?q=project+%3D+BRI"
    )
    assert '<option value="BRI" selected>' in text_of(
        adas_browser, f"{PASTE}?project=BRI"
    )
    sent = {"text": f"{LINES}\n{'x' * 501}", "project": "BRI"}
    page = adas_browser.post(PASTE, sent).content.decode()
    assert "4 items will be created." in page
    assert "1 row is left out" in page
    assert "Row 6: A title has at most 500 characters." in page
    assert '<td class="paste-1"><bdi>Dig &lt;b&gt;</bdi></td>' in page
    assert '<span class="tag"><bdi>Ada</bdi></span>' in page
    assert Item.objects.count() == 1
    table = {"text": "a;b\nc;d", "project": "BRI", "column-0": "", "column-1": "title"}
    page = adas_browser.post(PASTE, table).content.decode()
    assert '<td class="paste-0"><bdi>d</bdi></td>' in page
    assert adas_browser.post(PASTE, {"text": " ", "project": "BRI"}).status_code == 422


def test_a_preview_names_those_who_do_not_see_the_project(
    adas_browser: Client,
    bridge: Project,
    ada: Actor,
    ben: Actor,
    dan: Actor,
    dee: Actor,
):
    lines = "Site @ada\nSurvey @ben\nDig @dan\nFill @dee @dan"
    unseen = "<p><bdi>%s</bdi></p>"
    page = adas_browser.post(PASTE, {"text": lines, "project": "BRI"}).content.decode()
    assert "1 person will have work that they do not see." in page
    assert unseen % "Dan" in page
    sent = {"name": "Ferry", "text": lines}
    page = adas_browser.post("/w/acme/projects/", sent).content.decode()
    assert unseen % "Ben, Dan" in page
    assert "once it is there" in page
    sent = {"text": "Site @ada\nDig", "project": "BRI"}
    assert "do not see" not in adas_browser.post(PASTE, sent).content.decode()


def test_unclear_names_are_said_once_for_all_rows(
    adas_browser: Client, bridge: Project, ada: Actor, lea: Actor, cem: Actor
):
    text = "Task;Who\nDig;L. Stone\nFill;L. Stone"
    sent = {"text": text, "project": "BRI"}
    page = adas_browser.post(PASTE, sent).content.decode()
    assert "“L. Stone” is</label>" in page
    assert f'<option value="{lea.person.pk}">Lea</option>' in page
    assert "Cem" not in page
    chosen = sent | {"name-0": "L. Stone", "who-0": lea.person.pk}
    page = adas_browser.post(PASTE, chosen).content.decode()
    assert f'<option value="{lea.person.pk}" selected>Lea</option>' in page
    adas_browser.post(PASTE, chosen | {"way": "create"})
    assert Item.objects.filter(assignments__person=lea.person).count() == 2
    stranger = chosen | {"who-0": cem.person.pk}
    assert (
        "Nobody here is called" in adas_browser.post(PASTE, stranger).content.decode()
    )


@pytest.mark.django_db(transaction=True)
def test_what_is_pasted_is_one_operation(
    adas_browser: Client, bridge: Project, survey: Item, ada: Actor
):
    sent = {"text": LINES, "project": "BRI", "way": "create"}
    made = adas_browser.post(PASTE, sent, follow=True)
    assert "4 items are there." in made.content.decode()
    items = Item.objects.exclude(pk=survey.pk)
    titles = items.in_outline().values_list("title", "depth", "state")
    assert list(titles) == [
        ("Site", 0, "todo"),
        ("Survey", 1, "todo"),
        ("Dig <b>", 1, "todo"),
        ("Bid", 0, "done"),
    ]
    last = Event.objects.order_by("-pk")[0].operation
    undo_operation(last, by=ada)
    assert list(Item.objects.all()) == [survey]
    undo_operation(Event.objects.order_by("-pk")[0].operation, by=ada)
    assert Item.objects.get(title="Survey").assignments.count() == 1
    assert Item.objects.get(title="Bid").state == "done"


@pytest.mark.django_db(transaction=True)
def test_a_project_begins_with_forty_lines_and_goes_in_one_undo(
    client: Client, dan: Actor
):
    browser = signed_in(client, dan)
    lines = "\n".join(f"Step {n}" for n in range(40))
    sent = {"name": "Ferry", "key": "", "text": lines}
    preview = browser.post("/w/acme/projects/", sent)
    assert preview.status_code == 200
    assert "40 items will be created." in preview.content.decode()
    assert 'value="Ferry"' in preview.content.decode()
    assert not Project.objects.filter(name="Ferry").exists()
    unnamed = browser.post("/w/acme/projects/", sent | {"name": "", "way": "create"})
    assert unnamed.status_code == 422
    browser.post("/w/acme/projects/", sent | {"way": "create"})
    project = Project.objects.get(name="Ferry")
    assert project.items.count() == 40
    undo_operation(Event.objects.order_by("-pk")[0].operation, by=dan)
    assert not Project.objects.filter(name="Ferry").exists()


def test_an_outline_is_refused_whole_and_leaves_no_trace(
    bridge: Project, ada: Actor, ben: Actor, cem: Actor
):
    with pytest.raises(PermissionDenied):
        create_outline(bridge.pk, [NewRow(title="x")], by=ben)
    foreign = NewRow(title="x", parts=[Part(person_id=cem.person.pk)])
    with pytest.raises(Refused, match="not in this workspace"):
        create_outline(bridge.pk, [NewRow(title="y"), foreign], by=ada)
    with pytest.raises(Refused, match="2000"):
        create_outline(bridge.pk, [NewRow(title="x")] * 2001, by=ada)
    bridge.refresh_from_db()
    assert (Item.objects.count(), bridge.next_number) == (0, 1)


def test_many_rows_take_as_many_statements_as_few(
    bridge: Project, ada: Actor, django_assert_num_queries
):
    def rows(count: int) -> list[NewRow]:
        part = [Part(person_id=ada.person.pk)]
        return [NewRow(title=f"x{n}", parts=part, labels=["a"]) for n in range(count)]

    create_outline(bridge.pk, rows(1), by=ada)
    for count in (2, 60):
        with django_assert_num_queries(29):
            create_outline(bridge.pk, rows(count), by=ada)


def test_programs_read_and_add_a_table(ask, bridge: Project, ada: Actor):
    body = {"text": "Task;Who\nSite;Ada\n;x\nDig;Zoe"}
    shown = ask("POST", "/projects/BRI/table/reading", body).json()
    assert shown["columns"] == ["title", "people"]
    assert [row["title"] for row in shown["rows"]] == ["Site", "Dig"]
    assert shown["rows"][1]["notes"] == ["People: Nobody here is called “Zoe”."]
    assert shown["unclear"] == [{"name": "Zoe", "people": []}]
    meant = {"people": [{"name": "zoe", "person_id": ada.person.pk}]}
    again = ask("POST", "/projects/BRI/table/reading", body | meant).json()
    assert again["rows"][1] == shown["rows"][1] | {"words": ["Ada"], "notes": []}
    assert shown["left_out"] == [{"row": 3, "error": "It has no title."}]
    made = ask("POST", "/projects/BRI/table", body)
    assert made.status_code == 201
    assert [item["title"] for item in made.json()["created"]] == ["Site", "Dig"]
    refused = ask("POST", "/projects/BRI/table", {"text": " \n "})
    assert refused.status_code == 422


@pytest.mark.django_db(transaction=True)
def test_a_program_takes_its_table_back(ask, bridge: Project, ada: Actor):
    __, operation = performed(
        lambda: create_outline(bridge.pk, [NewRow(title="x", labels=["a"])], by=ada)
    )
    undone = ask("POST", f"/operations/{operation}/undo")
    assert undone.status_code == 200
    assert not Item.objects.exists()
