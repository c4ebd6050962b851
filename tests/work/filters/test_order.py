"""The order that filters ask for, and pages of it."""

from collections.abc import Iterator

import pytest

from headway.actors.models import Actor
from headway.base.errors import Malformed
from headway.work.actions import delete_items, edit_item
from headway.work.filters import Question
from headway.work.models import Item
from tests.work.filters.conftest import NOW, Find

ORDERS = {
    "order by key desc": [
        "Crème brûlée 100%", "Tent", "Deck", "Forms", "Piers", "Dig", "Survey",
    ],
    "order by title": [
        "Crème brûlée 100%", "Deck", "Dig", "Forms", "Piers", "Survey", "Tent",
    ],
    "order by due": [
        "Dig", "Forms", "Survey", "Piers", "Deck", "Tent", "Crème brûlée 100%",
    ],
    "order by due desc": [
        "Survey", "Forms", "Dig", "Piers", "Deck", "Tent", "Crème brûlée 100%",
    ],
    "order by importance": [
        "Survey", "Dig", "Forms", "Deck", "Tent", "Crème brûlée 100%", "Piers",
    ],
    "order by priority asc, title": [
        "Piers", "Crème brûlée 100%", "Deck", "Dig", "Forms", "Tent", "Survey",
    ],
    "order by state, priority desc": [
        "Dig", "Forms", "Crème brûlée 100%", "Piers", "Survey", "Deck", "Tent",
    ],
    "order by accountable": [
        "Survey", "Dig", "Piers", "Forms", "Deck", "Tent", "Crème brûlée 100%",
    ],
    "order by left desc, by": [
        "Survey", "Dig", "Forms", "Deck", "Tent", "Piers", "Crème brûlée 100%",
    ],
    "order by project, parent": [
        "Forms", "Survey", "Dig", "Piers", "Deck", "Tent", "Crème brûlée 100%",
    ],
}  # fmt: skip

orders = pytest.mark.parametrize(("text", "titles"), ORDERS.items())


@orders
def test_work_stands_in_the_order_that_is_asked_for(
    find: Find, text: str, titles: list[str]
):
    assert find(text) == titles


def pages_of(text: str, size: int, *, by: Actor) -> Iterator[list[Item]]:
    question = Question.asked(text, by=by, now=NOW)
    rows = question.narrowed(Item.objects.visible_to(by))
    page = list(rows[:size])
    while page:
        yield page
        page = list(question.order.behind(rows, page[-1].pk)[:size])


@orders
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_follow_each_other_without_gap_or_repeat(
    works: dict[str, Item], ada: Actor, text: str, titles: list[str], size: int
):
    pages = list(pages_of(text, size, by=ada))
    assert [item.title for page in pages for item in page] == titles


def test_a_page_follows_where_the_last_item_is_by_now(
    works: dict[str, Item], ada: Actor, dee: Actor
):
    question = Question.asked("order by priority", by=ada, now=NOW)
    rows = question.narrowed(Item.objects.visible_to(ada))
    edit_item(works["Survey"].pk, by=dee, priority=200)
    behind = question.order.behind(rows, works["Survey"].pk)
    assert [item.title for item in behind] == ["Piers"]
    delete_items([works["Survey"].pk], by=dee)
    assert [item.title for item in behind.all()] == ["Piers"]


def test_behind_what_one_does_not_see_there_is_nothing(
    works: dict[str, Item], cem: Actor
):
    question = Question.asked("order by priority", by=cem, now=NOW)
    with pytest.raises(Malformed, match="begin anew"):
        question.order.behind(Item.objects.visible_to(cem), works["Survey"].pk)
