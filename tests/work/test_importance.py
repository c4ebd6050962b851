"""How important an item is: said in words, and what follows from it."""

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.plan.compile.workspace import compile_problem
from headway.plan.snapshot import take_snapshot
from headway.work.actions import Part, assign_people, edit_item
from headway.work.models import Importance, Item
from headway.work.models.importance import importance_words
from tests.plan.test_forecast import MONDAY
from tests.work.lists import HTMX, forecast, text_of
from tests.work.test_item_cells import opened
from tests.work.test_item_page import ITEM


@pytest.mark.parametrize(
    ("priority", "words"),
    [
        (1000, "Highest (1000)"),
        (900, "Highest"),
        (800, "High (800)"),
        (700, "High"),
        (500, "Normal"),
        (400, "Normal (400)"),
        (0, "Lowest (0)"),
    ],
)
def test_every_priority_has_a_word(priority: int, words: str):
    assert importance_words(priority) == words


def test_importance_is_chosen_on_the_page_and_told(adas_browser: Client, survey: Item):
    for headers, word in (({}, Importance.HIGH), (HTMX, Importance.LOW)):
        sent = opened(adas_browser, "importance") | {"value": str(int(word))}
        answer = adas_browser.post(f"{ITEM}cells/importance/", sent, headers=headers)
        assert answer.status_code == (200 if headers else 302)
        survey.refresh_from_db()
        assert survey.priority == word
    assert ">Low " in text_of(adas_browser, ITEM)
    history = text_of(adas_browser, f"{ITEM}history/")
    assert "Ada changed the importance: Normal → High" in history


def test_an_importance_from_elsewhere_stays_unless_another_is_chosen(
    adas_browser: Client, survey: Item, ada: Actor
):
    edit_item(survey.pk, by=ada, priority=650)
    form = text_of(adas_browser, f"{ITEM}cells/importance/", headers=HTMX)
    assert '<option value="650" selected>High (650)</option>' in form
    sent = {"value": "650", "was": "650", "version": "2"}
    adas_browser.post(f"{ITEM}cells/importance/", sent, headers=HTMX)
    survey.refresh_from_db()
    assert (survey.priority, survey.version) == (650, 2)


def test_what_is_no_importance_is_refused(adas_browser: Client, survey: Item):
    sent = opened(adas_browser, "importance") | {"value": "9"}
    answer = adas_browser.post(f"{ITEM}cells/importance/", sent, headers=HTMX)
    assert answer.status_code == 422
    assert "Select a valid choice" in answer.content.decode()


def test_a_change_by_another_is_told_in_words(
    adas_browser: Client, survey: Item, lea: Actor
):
    sent = opened(adas_browser, "importance") | {"value": "900", "was": "500"}
    sent["version"] = "1"
    edit_item(survey.pk, by=lea, priority=100)
    answer = adas_browser.post(f"{ITEM}cells/importance/", sent, headers=HTMX)
    assert answer.status_code == 412
    assert "Lea changed this to “Lowest”" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_importance_is_taken_back(survey: Item, ada: Actor):
    edit_item(survey.pk, by=ada, priority=900)
    undo_operation(Event.objects.order_by("-pk").first().operation, by=ada)
    survey.refresh_from_db()
    assert survey.priority == Importance.NORMAL


def test_what_is_more_important_ranks_first(survey: Item, dig: Item, ada: Actor):
    def first() -> int:
        snapshot = take_snapshot(survey.workspace_id)
        compiled = compile_problem(snapshot, now=MONDAY, days=100)
        return compiled.nodes[int(compiled.problem.items.rank.argmin())].item.pk

    edit_item(survey.pk, by=ada, priority=Importance.LOW, effort_minutes=960)
    assert first() == dig.pk
    edit_item(survey.pk, by=ada, priority=Importance.HIGHEST)
    assert first() == survey.pk


def test_importance_is_among_the_reasons(
    adas_browser: Client, survey: Item, ada: Actor
):
    edit_item(survey.pk, by=ada, priority=Importance.HIGHEST)
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    forecast(survey, ada, rank=1)
    assert "importance: highest" in text_of(adas_browser).lower()
    assert "mportance: highest" in text_of(adas_browser, "/w/acme/")
    assert "Its importance: Highest." in text_of(adas_browser, ITEM)
