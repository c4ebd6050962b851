"""Checklists: lines added, ticked, said anew, ordered, removed, taken back."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.plan.compile.amounts import amount
from headway.plan.snapshot import take_snapshot
from headway.work.actions import add_check, change_check, edit_item, remove_check
from headway.work.models import Check, Item
from tests.work.lists import HTMX, text_of
from tests.work.test_item_page import ITEM
from tests.work.test_list_rows import row_in


@pytest.fixture
def lines(survey: Item, ada: Actor) -> list[Check]:
    return [add_check(survey.pk, text, by=ada) for text in ("One", "Two", "Three")]


def checklist(item: Item) -> list[tuple[str, bool]]:
    """The lines and whether they are ticked; the item counts them right."""
    rows = list(item.checks.filter(removed_at=None).order_by("position"))
    assert [row.position for row in rows] == list(range(len(rows)))
    item.refresh_from_db()
    ticked = sum(row.done_at is not None for row in rows)
    assert (item.checks_done, item.checks_total) == (ticked, len(rows))
    return [(row.text, row.done_at is not None) for row in rows]


def undo_last(by: Actor) -> None:
    undo_operation(Event.objects.order_by("-pk").first().operation, by=by)


def test_lines_are_kept_with_and_without_script(adas_browser: Client, survey: Item):
    for headers in ({}, HTMX):
        for text in ("One", " <b>  two "):
            sent = {"text": text}
            answer = adas_browser.post(f"{ITEM}checks/", sent, headers=headers)
            assert answer.status_code == (200 if headers else 302)
    assert "&lt;b&gt; two" in answer.content.decode()
    assert "/undo/" in json.loads(answer["HX-Trigger"])["toast"]["undo"]
    first, second, third, fourth = survey.checks.order_by("position")

    for check, sent in (
        (first, {"is_done": "1"}),
        (second, {"text": "Second"}),
        (fourth, {"place": "0"}),
    ):
        address = f"{ITEM}checks/{check.pk}/"
        assert adas_browser.post(address, sent).status_code == 302
    gone = adas_browser.post(f"{ITEM}checks/{third.pk}/removal/", headers=HTMX)
    assert (
        "“One” is off the checklist." in json.loads(gone["HX-Trigger"])["toast"]["text"]
    )
    said = [("<b> two", False), ("One", True), ("Second", False)]
    assert checklist(survey) == said
    page = text_of(adas_browser, ITEM)
    assert "1 of 3" in page
    assert page.count('role="checkbox" aria-checked="true"') == 1
    assert '<span class="small faint">1/3' in row_in(text_of(adas_browser), "BRI-1")


def test_an_empty_line_is_refused_on_the_page(adas_browser: Client, survey: Item):
    answer = adas_browser.post(f"{ITEM}checks/", {"text": "  "}, headers=HTMX)
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    assert checklist(survey) == []


def test_who_ticked_it_and_when_is_known(lines, survey: Item, lea: Actor):
    check = change_check(lines[1].pk, by=lea, is_done=True)
    assert (check.done_by, check.done_at is not None) == (lea, True)
    events = Event.objects.count()
    assert change_check(lines[1].pk, by=lea, is_done=True, text=" Two ") == check
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("place", "order"),
    [
        (0, ["Three", "One", "Two"]),
        (1, ["One", "Three", "Two"]),
        (9, ["One", "Two", "Three"]),
    ],
)
def test_a_line_moves_to_its_place(lines, survey: Item, ada: Actor, place: int, order):
    change_check(lines[2].pk, by=ada, place=place)
    assert [text for text, _ in checklist(survey)] == order


def test_what_is_too_much_or_nothing_is_refused(lines, survey: Item, ada: Actor):
    for text in ("", " ", "x" * 501):
        with pytest.raises(Refused, match="1 to 500 characters"):
            change_check(lines[0].pk, by=ada, text=text)
    survey.checks.filter(pk=lines[0].pk).update(text="One")
    Check.objects.bulk_create(
        Check(workspace=survey.workspace, item=survey, text="x", position=n)
        for n in range(3, 100)
    )
    with pytest.raises(Refused, match="100 lines at most"):
        add_check(survey.pk, "One more", by=ada)


def test_viewers_see_it_and_others_do_not(
    client: Client, lines, survey: Item, ben: Actor, dan: Actor, ada: Actor
):
    for who, error in ((ben, PermissionDenied), (dan, NotFound)):
        with pytest.raises(error):
            add_check(survey.pk, "Mine", by=who)
        with pytest.raises(error):
            change_check(lines[0].pk, by=who, is_done=True)
    client.force_login(ben.person.user)
    page = text_of(client, ITEM)
    assert "<bdi>Two</bdi>" in page
    assert 'role="checkbox"' not in page
    remove_check(lines[0].pk, by=ada)
    with pytest.raises(NotFound):
        change_check(lines[0].pk, by=ada, is_done=True)


def test_the_database_knows_who_ticked_what(lines, survey: Item):
    with pytest.raises(IntegrityError, match="by_somebody"), transaction.atomic():
        survey.checks.update(done_at="2027-01-01T00:00:00Z")
    with pytest.raises(IntegrityError, match="lines_it_has"), transaction.atomic():
        Item.objects.filter(pk=survey.pk).update(checks_done=4)


@pytest.mark.django_db(transaction=True)
def test_each_change_is_taken_back_and_done_again(lines, survey: Item, ada: Actor):
    ones = lines[0].pk
    for change, after in (
        (lambda: change_check(ones, by=ada, is_done=True), ("One", True)),
        (lambda: change_check(ones, by=ada, text="Uno"), ("Uno", False)),
        (lambda: change_check(ones, by=ada, place=2), ("Two", False)),
        (lambda: remove_check(ones, by=ada), ("Two", False)),
    ):
        before = checklist(survey)
        change()
        assert checklist(survey)[0] == after
        undo_last(ada)
        assert checklist(survey) == before
        undo_last(ada)
        assert checklist(survey)[0] == after
        undo_last(ada)
    added = add_check(survey.pk, "Four", by=ada)
    undo_last(ada)
    assert [text for text, _ in checklist(survey)] == ["One", "Two", "Three"]
    undo_last(ada)
    assert checklist(survey)[3] == ("Four", False)
    added.refresh_from_db()
    assert added.removed_at is None


@pytest.mark.django_db(transaction=True)
def test_who_ticked_it_first_is_known_again(lines, ada: Actor, lea: Actor):
    first = change_check(lines[0].pk, by=lea, is_done=True)
    change_check(lines[0].pk, by=ada, is_done=False)
    undo_last(ada)
    again = Check.objects.get(pk=lines[0].pk)
    assert (again.done_by, again.done_at) == (lea, first.done_at)


@pytest.mark.django_db(transaction=True)
def test_what_was_changed_since_is_not_taken_back(lines, ada: Actor, lea: Actor):
    change_check(lines[0].pk, by=ada, text="Uno")
    operation = Event.objects.order_by("-pk").first().operation
    change_check(lines[0].pk, by=lea, text="Eins")
    with pytest.raises(Refused, match="Lea"):
        undo_operation(operation, by=ada)
    assert Check.objects.get(pk=lines[0].pk).text == "Eins"


def test_the_history_tells_each(adas_browser: Client, lines, ada: Actor):
    change_check(lines[0].pk, by=ada, is_done=True)
    change_check(lines[0].pk, by=ada, is_done=False)
    change_check(lines[0].pk, by=ada, text="Uno")
    change_check(lines[0].pk, by=ada, place=1)
    remove_check(lines[1].pk, by=ada)
    page = text_of(adas_browser, f"{ITEM}history/")
    for told in (
        "Ada put “One” on the checklist",
        "Ada ticked “One”",
        "Ada took the tick off “One”",
        "Ada changed the checklist: “One” → “Uno”",
        "Ada moved “Uno” on the checklist",
        "Ada took “Two” off the checklist",
    ):
        assert told in page


def test_ticks_count_as_progress_where_nothing_else_does(
    adas_browser: Client, lines, survey: Item, ada: Actor
):
    def left() -> tuple[int | None, float]:
        survey.refresh_from_db()
        rows = take_snapshot(survey.workspace_id).items
        return survey.left_minutes, amount(next(r for r in rows if r.pk == survey.pk))[
            0
        ]

    assert left() == (480, 480)
    change_check(lines[0].pk, by=ada, is_done=True)
    assert left() == (320, 320)
    assert "5\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}20" in text_of(adas_browser, ITEM)
    for check in lines[1:]:
        change_check(check.pk, by=ada, is_done=True)
    assert left() == (0, 1)  # open work is never nothing
    edit_item(survey.pk, by=ada, remaining_minutes=100)
    assert left() == (100, 100)
    edit_item(survey.pk, by=ada, remaining_minutes=None, spent_minutes=60)
    assert left()[0] == 480


def test_programs_keep_a_checklist(ask, survey: Item):
    path = f"/items/{survey.key}/checks"
    made = [ask("POST", path, {"text": text}) for text in ("One", "Two")]
    assert [answer.status_code for answer in made] == [201, 201]
    one, two = (answer.json()["id"] for answer in made)
    ticked = ask("PATCH", f"{path}/{two}", {"is_done": True, "place": 0})
    assert ticked.json()["done_at"] is not None
    assert [row["id"] for row in ask("GET", path).json()["checks"]] == [two, one]
    assert ask("GET", f"/items/{survey.key}").json()["checks_done"] == 1
    assert ask("DELETE", f"{path}/{one}").status_code == 204
    assert ask("PATCH", f"{path}/{one}", {"is_done": True}).status_code == 404
    assert ask("PATCH", f"{path}/{two}", {"text": " "}).status_code == 422
    assert ask("PATCH", f"/items/BRI-2/checks/{two}", {}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_lines_have_headings_which_are_kept_moved_and_taken_back(
    adas_browser: Client, ask, survey: Item, ada: Actor
):
    loose = add_check(survey.pk, "Loose", by=ada)
    saw = add_check(survey.pk, "Saw", by=ada, heading="Tools  and more")
    nails = add_check(survey.pk, "Nails", by=ada)
    assert nails.heading == saw.heading == "Tools and more"  # it is below the last one
    page = text_of(adas_browser, ITEM)
    assert page.index("Loose") < page.index("Tools and more") < page.index("Saw")

    change_check(nails.pk, by=ada, place=0)
    assert [c.heading for c in survey.checks.order_by("position")] == [
        "", "", "Tools and more",
    ]  # fmt: skip
    assert text_of(adas_browser, ITEM).count("<h3>Tools and more</h3>") == 1
    undo_last(ada)
    nails.refresh_from_db()
    assert (nails.position, nails.heading) == (2, "Tools and more")

    address = f"{ITEM}checks/{nails.pk}/"
    sent = {"text": "Nails", "heading": ""}
    assert adas_browser.post(address, sent).status_code == 302
    assert "Other lines" in text_of(adas_browser, ITEM)
    path = f"/items/{survey.key}/checks"
    made = ask("POST", path, {"text": "Glue", "heading": "Tools"}).json()
    assert made["heading"] == "Tools"
    told = ask("PATCH", f"{path}/{loose.pk}", {"heading": "Tools"}).json()
    assert (told["heading"], told["text"]) == ("Tools", "Loose")
    assert ask("PATCH", f"{path}/{loose.pk}", {"heading": "x" * 201}).status_code == 422
