"""Cards come where somebody puts them, in every column and at any crowd."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import F

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.actions import performed, undo_operation
from headway.events.models import Event
from headway.work.actions import (
    add_type,
    create_item,
    edit_state,
    move_item,
    place_item,
)
from headway.work.models import Item, Project
from tests.work.boards import in_column, state


@pytest.fixture
def cards(bridge: Project, ada: Actor) -> list[Item]:
    return [create_item(bridge.pk, by=ada, title=title) for title in "ABCD"]


def test_a_card_comes_behind_another_or_before_it(cards: list[Item], ada: Actor):
    a, b, c, d = cards
    todo = state("To do").pk

    place_item(d.pk, todo, by=ada, after_id=a.pk)
    assert in_column("To do") == ["A", "D", "B", "C"]
    place_item(c.pk, todo, by=ada, before_id=a.pk)
    assert in_column("To do") == ["C", "A", "D", "B"]
    place_item(c.pk, todo, by=ada, after_id=b.pk)
    assert in_column("To do") == ["A", "D", "B", "C"]
    place_item(c.pk, todo, by=ada, before_id=b.pk)
    assert in_column("To do") == ["A", "D", "C", "B"]


def test_another_column_is_another_state_and_starts_the_item(
    cards: list[Item], ada: Actor
):
    a, b, *_ = cards
    move_item(b.pk, "doing", by=ada)
    item = place_item(a.pk, state("In progress").pk, by=ada, after_id=b.pk)

    assert in_column("In progress") == ["B", "A"]
    assert (item.state, item.status.name) == ("doing", "In progress")
    assert item.started_at is not None
    kinds = Event.objects.filter(subject_id=a.pk).values_list("kind", flat=True)
    assert set(kinds) >= {"work.item_moved", "work.item_ranked"}


def test_what_is_there_already_changes_and_tells_nothing(cards: list[Item], ada: Actor):
    a, b, *_ = cards
    todo = state("To do").pk
    place_item(b.pk, todo, by=ada, after_id=a.pk)
    before = (Event.objects.count(), in_column("To do"))

    place_item(b.pk, todo, by=ada)

    assert (Event.objects.count(), in_column("To do")) == before


def test_a_neighbour_that_has_left_still_says_where(cards: list[Item], ada: Actor):
    _a, b, _c, d = cards
    move_item(b.pk, "doing", by=ada)

    place_item(d.pk, state("To do").pk, by=ada, after_id=b.pk)

    assert in_column("To do") == ["A", "D", "C"]


def test_where_there_is_no_room_cards_make_room(cards: list[Item], ada: Actor):
    Item.objects.filter(pk__in=[card.pk for card in cards]).update(board_rank=7)
    a, _b, _c, d = cards

    place_item(d.pk, state("To do").pk, by=ada, after_id=a.pk)
    assert in_column("To do") == ["A", "D", "B", "C"]
    for _ in range(3):
        place_item(d.pk, state("To do").pk, by=ada, before_id=a.pk)
        assert in_column("To do") == ["D", "A", "B", "C"]


def test_a_column_stays_in_order_however_often_cards_go_between_the_same_two(
    bridge: Project, cards: list[Item], ada: Actor
):
    a, _b, *others = cards
    todo, expected = state("To do").pk, ["B"]
    for n in range(40):
        new = create_item(bridge.pk, by=ada, title=f"N{n}")
        place_item(new.pk, todo, by=ada, after_id=a.pk)
        expected.insert(0, new.title)

    titles = in_column("To do")
    assert titles[:42] == ["A", *expected]
    assert len(titles) == 42 + len(others)


@pytest.mark.django_db(transaction=True)
def test_undo_brings_a_card_back_to_its_state_and_place(cards: list[Item], ada: Actor):
    _a, b, _c, d = cards
    move_item(d.pk, "doing", by=ada)
    _item, operation = performed(
        lambda: place_item(b.pk, state("Review").pk, by=ada, before_id=d.pk)
    )
    assert in_column("To do") == ["A", "C"]

    assert operation is not None
    undo_operation(operation, by=ada)

    assert in_column("To do") == ["A", "B", "C"]
    b.refresh_from_db()
    assert (b.state, b.started_at, b.status.name) == ("todo", None, "To do")


@pytest.mark.django_db(transaction=True)
def test_undo_leaves_a_card_that_was_put_elsewhere_since(
    cards: list[Item], ada: Actor, dee: Actor
):
    a, _b, c, d = cards
    todo = state("To do").pk
    _item, operation = performed(lambda: place_item(d.pk, todo, by=ada, after_id=a.pk))
    place_item(d.pk, todo, by=dee, after_id=c.pk)

    assert operation is not None
    with pytest.raises(Refused, match="Dee"):
        undo_operation(operation, by=ada)
    assert in_column("To do") == ["A", "B", "C", "D"]


def test_types_share_columns_of_the_same_name_and_no_others(
    cards: list[Item], ada: Actor, dee: Actor
):
    add_type(by=dee, name="Bug")
    edit_state(state("Review", "Bug").pk, by=dee, name="Tested")

    item = place_item(cards[0].pk, state("Waiting", "Bug").pk, by=ada)
    assert (item.status.type.name, item.status.name) == ("Task", "Waiting")
    with pytest.raises(Refused, match="has no state “Tested”"):
        place_item(cards[1].pk, state("Tested", "Bug").pk, by=ada)
    with pytest.raises(Refused, match="has no state “Tested”"):
        move_item(cards[1].pk, by=ada, status_id=state("Tested", "Bug").pk)


def test_only_contributors_place_cards(
    cards: list[Item], ben: Actor, cem: Actor, dan: Actor
):
    todo = state("To do").pk
    with pytest.raises(PermissionDenied):
        place_item(cards[0].pk, todo, by=ben, after_id=cards[1].pk)
    for stranger in (cem, dan):
        with pytest.raises(NotFound):
            place_item(cards[0].pk, todo, by=stranger, after_id=cards[1].pk)
    assert in_column("To do") == ["A", "B", "C", "D"]


def test_a_stale_version_and_open_work_inside_are_refused(
    bridge: Project, cards: list[Item], ada: Actor
):
    a, b, *_ = cards
    create_item(bridge.pk, by=ada, title="Inside", parent_id=a.pk)
    with pytest.raises(Refused, match="Close “Inside” first"):
        place_item(a.pk, state("Done").pk, by=ada)
    with pytest.raises(Refused, match="changed meanwhile"):
        place_item(b.pk, state("Review").pk, by=ada, if_version=7)


@pytest.mark.django_db(transaction=True)
def test_cards_placed_at_the_same_time_all_come_somewhere(
    bridge: Project, cards: list[Item], ada: Actor
):
    a, _b, *_ = cards
    todo = state("To do").pk
    new = [create_item(bridge.pk, by=ada, title=f"N{n}").pk for n in range(8)]
    Item.objects.update(board_rank=F("pk"))  # no room between any two

    def place(pk: int) -> None:
        try:
            place_item(pk, todo, by=ada, after_id=a.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(place, new))

    titles = in_column("To do")
    assert titles[0] == "A"
    assert set(titles[1:9]) == {f"N{n}" for n in range(8)}
    assert titles[9:] == ["B", "C", "D"]
    ranks = Item.objects.values_list("board_rank", flat=True)
    assert len(set(ranks)) == len(titles)
