"""What could come next in a filter."""

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.people.actions import add_person
from headway.work.actions import give_grant
from headway.work.filters.completing import complete
from headway.work.filters.reader import Reader
from headway.work.models import Item, Project
from tests.work.lists import signed_in


def offered(text: str, by: Actor, at: int | None = None) -> list[str]:
    found = complete(text, len(text) if at is None else at, reader=Reader(by))
    return [offer.text for offer in found.offers]


def completed(text: str, by: Actor) -> str:
    """The text when its first offer was taken."""
    found = complete(text, len(text), reader=Reader(by))
    return text[: found.begin] + found.offers[0].text + text[found.end :]


COMPLETED = {
    "as": "assignee",
    "dead": "due",
    "is blo": "is blocked",
    "assignee ": "assignee =",
    "due is": "due is empty",
    "due is not": "due is not empty",
    "state in ": "state in (",
    "state in (to": "state in (todo",
    "state in (todo, do": "state in (todo, doing",
    "state = In pro": "state = In progress",
    "state.category = In pro": "state.category = doing",
    "type = ta": "type = Task",
    "not sta": "not state",
    "(assignee = me or pri": "(assignee = me or importance",
    "assignee = l": "assignee = Lea",
    'assignee = "l': "assignee = Lea",
    "assignee = Mira K": "assignee = Mira Kolb",
    "project = bri": "project = BRI",
    "project != ": "project != BRI",
    "assignee = me ": "assignee = me and",
    "is blocked ": "is blocked and",
    "x order ": "x order by",
    "order by imp": "order by importance",
    "order by due ": "order by due asc",
    "order by due, ti": "order by due, title",
}


@pytest.mark.parametrize(("text", "whole"), COMPLETED.items())
def test_the_first_offer_goes_on_with_what_was_written(
    survey: Item, ada: Actor, lea: Actor, dee: Actor, text: str, whole: str
):
    add_person(by=dee, name="Mira Kolb")
    assert completed(text, ada) == whole


def test_operators_are_those_of_the_field(survey: Item, ada: Actor):
    assert offered("title ", ada) == ["~", "=", "!=", "in (", "not in ("]
    assert "is empty" not in offered("priority ", ada)


def test_in_the_middle_of_a_text_what_is_behind_does_not_count(
    survey: Item, ada: Actor
):
    found = complete("sta = done", 3, reader=Reader(ada))
    assert (found.begin, found.end, found.offers[0].text) == (0, 3, "state")


def test_what_is_no_field_has_no_values(survey: Item, ada: Actor):
    assert offered("colour = ", ada) == []
    assert offered("x" * 5000, ada) == []


def test_people_of_one_name_are_offered_by_number(survey: Item, ada: Actor, dee: Actor):
    twins = [add_person(by=dee, name="Mira Kolb") for _ in range(2)]
    assert offered("assignee = mira", ada) == [f"#{twin.pk}" for twin in twins]


def test_nobody_is_offered_whom_one_may_not_know(
    survey: Item, dan: Actor, cem: Actor, dee: Actor
):
    assert offered("project = ", dan) == []
    assert "Cem" not in offered("assignee = ", dee)
    assert "Dan" not in offered("assignee = ", cem)


def test_guests_are_offered_whom_they_may_know(
    survey: Item, gus: Actor, lea: Actor, bridge: Project
):
    assert offered("assignee = ", gus) == ["me", "Gus"]
    give_grant(bridge.pk, gus.pk, by=lea, role="viewer", hides=["people"])
    assert offered("assignee = ", gus) == ["me", "Gus"]


def test_the_page_asks_for_it(client: Client, survey: Item, ada: Actor):
    answer = signed_in(client, ada).get("/w/acme/work/filter/?q=stat&at=4")
    assert answer.json()["begin"] == 0
    assert {"text": "state", "label": "State"} in answer.json()["offers"]
    for at in ("-1", "99", "x", ""):
        asked = client.get(f"/w/acme/work/filter/?q=stat&at={at}").json()
        assert asked["end"] == 4
