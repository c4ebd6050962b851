"""Items that are copied with all in them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.actions import performed, undo_operation
from headway.events.history import history_of
from headway.keeping.doctor.rules import links, numbers, outline
from headway.work import actions
from headway.work.actions import NeededSkill, Part, assigned
from headway.work.actions.needing import needed
from headway.work.models import Item, Link, Project
from tests.work.lists import signed_in, text_of

pytestmark = pytest.mark.django_db(transaction=True)  # one is one operation

ITEM = "/w/acme/items/BRI-1/"


@pytest.fixture
def phase(survey: Item, dig: Item, ada: Actor) -> list[Item]:
    """BRI-3 and BRI-4 are in the survey, which says all that an item can say."""
    make = actions.create_item
    first, second = (
        make(survey.project_id, by=ada, title=title, parent_id=survey.pk)
        for title in ("First", "Second")
    )
    actions.link_items(first.pk, second.pk, by=ada, kind="SS", lag_minutes=30)
    actions.link_items(dig.pk, second.pk, by=ada)
    actions.set_labels(first.pk, ["Urgent"], by=ada)
    actions.need_skills(first.pk, [NeededSkill(name="Welding", level=4)], by=ada)
    part = Part(person_id=ada.person.pk, share=2, units_percent=50)
    actions.assign_people(first.pk, [part], by=ada)
    for text in ("One", "Two"):
        check = actions.add_check(first.pk, text, by=ada)
    actions.change_check(check.pk, by=ada, is_done=True)
    said = {"effort_minutes": 60, "spent_minutes": 20, "remaining_minutes": 30}
    actions.edit_item(first.pk, by=ada, description="How", priority=700, **said)
    actions.move_item(first.pk, "done", by=ada)
    return [survey, first, second]


def told(project: Project) -> list[tuple[str, int, str]]:
    """Keys, depths and titles in their order; the doctor finds nothing."""
    for rule in (numbers, outline, links):
        assert list(rule(None, project.workspace_id)) == []
    rows = Item.objects.filter(project=project).select_related("project")
    return [(i.key, i.depth, i.title) for i in rows.order_by("position")]


def test_a_copy_has_all_that_was_said_and_nothing_that_happened(
    phase: list[Item], bridge: Project, ada: Actor
):
    before = told(bridge)
    copy, operation = performed(lambda: actions.duplicate_item(phase[0].pk, by=ada))
    after = [
        *before[:3],
        ("BRI-5", 0, "Survey the site (copy)"),
        ("BRI-6", 1, "First"),
        ("BRI-7", 1, "Second"),
        before[3],
    ]
    assert told(bridge) == after
    assert copy.key == "BRI-5"

    original, first = (Item.objects.get(number=n) for n in (3, 6))
    for name in ("description", "effort_minutes", "priority", "checks_total"):
        assert getattr(first, name) == getattr(original, name), name
    assert (first.state, first.started_at, first.finished_at) == ("todo", None, None)
    assert (first.spent_minutes, first.remaining_minutes) == (0, None)
    assert (first.checks_done, first.version) == (0, 1)
    assert assigned(first) == assigned(original) != []
    assert needed(first) == needed(original) != []
    assert [row.label.name for row in first.labelled.all()] == ["Urgent"]
    lines = first.checks.order_by("position").values_list("text", "done_at", "done_by")
    assert list(lines) == [("One", None, None), ("Two", None, None)]
    linked = Link.objects.filter(before=first).values_list("after__number", "kind")
    assert list(linked) == [(7, "SS")]
    assert Link.objects.count() == 3
    assert original.state == "done"

    _, undone = performed(lambda: undo_operation(operation, by=ada))
    assert told(bridge) == before
    undo_operation(undone, by=ada)
    assert told(bridge) == after
    assert Link.objects.filter(before=first).exists()


def test_a_copy_of_what_is_inside_stands_behind_it(
    phase: list[Item], bridge: Project, ada: Actor
):
    actions.duplicate_item(phase[1].pk, by=ada)
    titles = [title for _key, _depth, title in told(bridge)]
    assert titles == [
        "Survey the site",
        "First",
        "First (copy)",
        "Second",
        "Dig the pit",
    ]


def test_what_is_in_the_bin_is_not_copied(
    phase: list[Item], bridge: Project, ada: Actor
):
    actions.delete_items([phase[2].pk], by=ada)
    actions.duplicate_item(phase[0].pk, by=ada)
    assert [key for key, *_ in told(bridge)] == [
        "BRI-1",
        "BRI-3",
        "BRI-5",
        "BRI-6",
        "BRI-2",
    ]


def test_a_copy_is_of_the_same_type_and_at_its_beginning(
    survey: Item, ada: Actor, dee: Actor
):
    bug = actions.add_type(by=dee, name="Bug")
    [first] = bug.states.filter(category="todo", is_default=True)
    [done] = bug.states.filter(category="cancelled", is_default=True)
    Item.objects.filter(pk=survey.pk).update(type=bug, status=done, state="cancelled")
    copy = actions.duplicate_item(survey.pk, by=ada)
    assert (copy.type, copy.status, copy.state) == (bug, first, "todo")


def test_a_long_title_has_room_for_the_word(survey: Item, ada: Actor):
    actions.edit_item(survey.pk, by=ada, title="x" * 500)
    assert len(actions.duplicate_item(survey.pk, by=ada).title) == 500


def test_who_may_not_change_the_project_may_not_copy_in_it(
    phase: list[Item], bridge: Project, ben: Actor, dan: Actor
):
    before = told(bridge)
    for who, error in ((ben, PermissionDenied), (dan, NotFound)):
        with pytest.raises(error):
            actions.duplicate_item(phase[0].pk, by=who)
    assert told(bridge) == before


def test_too_much_is_refused(phase: list[Item], bridge: Project, ada, monkeypatch):
    monkeypatch.setattr("headway.work.actions.duplicating.MOST_COPIES", 2)
    with pytest.raises(Refused, match="has more than 1 items in it; copy parts"):
        actions.duplicate_item(phase[0].pk, by=ada)
    assert len(told(bridge)) == 4


def test_undo_leaves_what_others_changed_since(
    survey: Item, ada: Actor, lea: Actor, bridge: Project
):
    copy, operation = performed(lambda: actions.duplicate_item(survey.pk, by=ada))
    actions.edit_item(copy.pk, by=lea, title="Mine")
    with pytest.raises(Refused, match="Lea changed “Mine” since"):
        undo_operation(operation, by=ada)
    assert len(told(bridge)) == 2


def test_the_history_names_the_original(survey: Item, ada: Actor):
    copy = actions.duplicate_item(survey.pk, by=ada)
    [entry] = history_of(("work.item", copy.pk), by=ada).entries
    assert entry.text == "Ada created “Survey the site (copy)” as a copy of BRI-1"


def test_a_page_and_a_program_copy(
    client: Client, ask, survey: Item, ada: Actor, ben: Actor
):
    made = ask("POST", "/items/BRI-1/duplicate", Idempotency_Key="one")
    assert (made.status_code, made.json()["key"]) == (201, "BRI-2")
    again = ask("POST", "/items/BRI-1/duplicate", Idempotency_Key="one")
    assert again.json() == made.json()

    browser = signed_in(client, ada)
    assert "BRI-1/duplicate/" in text_of(browser, ITEM)
    answer = browser.post(f"{ITEM}duplicate/")
    assert answer["Location"] == "/w/acme/items/BRI-3/"
    shown = text_of(browser, answer["Location"])
    assert "BRI-3 is a copy of BRI-1." in shown
    assert "/undo/" in shown
    assert "duplicate" not in text_of(signed_in(client, ben), ITEM)
