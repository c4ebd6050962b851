"""Types of items and the states of their workflows."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from headway.actors.models import Actor, Workspace
from headway.base.errors import NotFound, Refused
from headway.events.actions import performed, undo_operation
from headway.work.actions import (
    add_state,
    add_type,
    change_items,
    create_item,
    create_project,
    delete_items,
    edit_state,
    found_types,
    make_default_state,
    move_item,
    moving,
    order_states,
    remove_state,
    remove_type,
    rename_type,
)
from headway.work.models import Item, ItemType, Project, WorkflowState
from tests.work.boards import state

USUAL = ["To do", "In progress", "Review", "Waiting", "Done", "Cancelled"]


def names(kind: str = "Task") -> list[str]:
    rows = WorkflowState.objects.live().filter(type__name=kind)
    return list(rows.in_order().values_list("name", flat=True))


def task() -> ItemType:
    return ItemType.objects.get(is_default=True, workspace__slug="acme")


def test_the_first_project_brings_the_usual_states_once(cem: Actor):
    assert not ItemType.objects.filter(workspace=cem.workspace).exists()
    for key in ("ONE", "TWO"):
        create_project(by=cem, key=key, name=key)

    [kind] = ItemType.objects.filter(workspace=cem.workspace)
    assert list(kind.states.in_order().values_list("name", flat=True)) == USUAL
    defaults = kind.states.filter(is_default=True)
    assert defaults.values("category").distinct().count() == 5
    found_types(cem.workspace_id)
    assert ItemType.objects.filter(workspace=cem.workspace).count() == 1


def test_the_database_holds_an_item_to_the_category_of_its_status(survey: Item):
    Item.objects.filter(pk=survey.pk).update(state="doing")
    error = pytest.raises(IntegrityError, match="item_state_is_that_of_its_status")
    with error, transaction.atomic():
        connection.check_constraints()
    Item.objects.filter(pk=survey.pk).update(state="todo")


def test_an_item_goes_into_a_state_and_into_a_category(survey: Item, ada: Actor):
    item = move_item(survey.pk, by=ada, status_id=state("Review").pk)
    assert (item.state, item.status.name) == ("doing", "Review")
    begun = item.started_at
    assert begun is not None

    item = move_item(survey.pk, "doing", by=ada)  # it is in that category
    assert item.status.name == "Review"
    item = move_item(survey.pk, by=ada, status_id=state("In progress").pk)
    assert (item.status.name, item.started_at) == ("In progress", begun)
    item = move_item(survey.pk, "done", by=ada)
    assert (item.status.name, item.state) == ("Done", "done")


@pytest.mark.django_db(transaction=True)
def test_undo_of_a_move_brings_the_state_back(survey: Item, ada: Actor):
    move_item(survey.pk, by=ada, status_id=state("Review").pk)
    _item, operation = performed(lambda: move_item(survey.pk, "done", by=ada))
    assert operation is not None
    undo_operation(operation, by=ada)
    survey.refresh_from_db()
    assert (survey.status.name, survey.finished_at) == ("Review", None)


@pytest.mark.django_db(transaction=True)
def test_undo_of_a_move_out_of_a_state_that_is_gone_is_refused(
    survey: Item, ada: Actor, dee: Actor
):
    move_item(survey.pk, by=ada, status_id=state("Review").pk)
    _item, operation = performed(lambda: move_item(survey.pk, "done", by=ada))
    remove_state(state("Review").pk, by=dee)
    assert operation is not None
    with pytest.raises(Refused, match="no longer there"):
        undo_operation(operation, by=ada)


@pytest.mark.django_db(transaction=True)
def test_a_type_is_added_renamed_removed_and_all_of_it_undone(dee: Actor, acme):
    kind, added = performed(lambda: add_type(by=dee, name="Bug"))
    assert names("Bug") == USUAL
    with pytest.raises(Refused, match="choose another name"):
        add_type(by=dee, name="Bug")
    _kind, renamed = performed(lambda: rename_type(kind.pk, "Fault", by=dee))
    assert renamed is not None
    undo_operation(renamed, by=dee)
    _none, removed = performed(lambda: remove_type(kind.pk, by=dee))
    assert removed is not None
    assert not ItemType.objects.visible_to(dee).filter(name="Bug").exists()
    undo_operation(removed, by=dee)
    assert ItemType.objects.visible_to(dee).filter(name="Bug").exists()
    assert added is not None
    undo_operation(added, by=dee)
    assert not ItemType.objects.visible_to(dee).filter(name="Bug").exists()


def test_a_type_with_items_and_the_default_one_stay(survey: Item, dee: Actor):
    with pytest.raises(Refused, match="New items are of"):
        remove_type(task().pk, by=dee)
    bug = add_type(by=dee, name="Bug")
    first = bug.states.get(name="To do")
    Item.objects.filter(pk=survey.pk).update(type=bug, status=first)
    delete_items([survey.pk], by=dee)
    with pytest.raises(Refused, match="1 item is of the type"):
        remove_type(bug.pk, by=dee)


@pytest.mark.django_db(transaction=True)
def test_states_are_added_edited_ordered_and_undone(dee: Actor, acme: Workspace):
    kind = task()
    tested, added = performed(
        lambda: add_state(kind.pk, by=dee, name="Tested", category="doing")
    )
    assert names() == [*USUAL[:3], "Tested", *USUAL[3:]]
    _state, edited = performed(
        lambda: edit_state(tested.pk, by=dee, name="Checked", wip_limit=3)
    )
    assert edited is not None
    undo_operation(edited, by=dee)
    tested.refresh_from_db()
    assert (tested.name, tested.wip_limit) == ("Tested", None)

    ids = [state(name).pk for name in reversed(names())]
    _none, ordered = performed(lambda: order_states(kind.pk, ids, by=dee))
    assert names()[0] == "Cancelled"
    assert ordered is not None
    undo_operation(ordered, by=dee)
    assert added is not None
    undo_operation(added, by=dee)
    assert names() == USUAL
    with pytest.raises(Refused, match="Name each state"):
        order_states(kind.pk, ids, by=dee)


@pytest.mark.django_db(transaction=True)
def test_what_is_in_a_removed_state_goes_into_another_and_comes_back(
    survey: Item, dig: Item, ada: Actor, dee: Actor
):
    change_items([survey.pk, dig.pk], by=ada, state="doing")
    review, doing = state("Review").pk, state("In progress").pk
    for item in (survey, dig):
        move_item(item.pk, by=ada, status_id=review)
    delete_items([dig.pk], by=ada)

    with pytest.raises(Refused, match="2 items are in “Review”"):
        remove_state(review, by=dee)
    with pytest.raises(Refused, match="by default"):
        remove_state(doing, by=dee)
    _none, operation = performed(lambda: remove_state(review, by=dee, into_id=doing))
    statuses = Item.everything.values_list("status__name", flat=True)
    assert set(statuses) == {"In progress"}
    assert "Review" not in names()

    assert operation is not None
    undo_operation(operation, by=dee)
    assert "Review" in names()
    survey.refresh_from_db()
    assert survey.status.name == "Review"


def test_a_category_stays_while_items_are_in_the_state(survey: Item, ada, dee):
    move_item(survey.pk, by=ada, status_id=state("Review").pk)
    said = {"category": "waiting", "is_review": False}
    with pytest.raises(Refused, match="move it elsewhere first"):
        edit_state(state("Review").pk, by=dee, **said)
    move_item(survey.pk, "done", by=ada)
    with pytest.raises(Refused, match="Only a state that is in progress"):
        edit_state(state("Review").pk, by=dee, category="waiting")
    edit_state(state("Review").pk, by=dee, **said)
    assert state("Review").category == "waiting"
    with pytest.raises(Refused, match="by default"):
        edit_state(state("Done").pk, by=dee, category="todo")


@pytest.mark.django_db(transaction=True)
def test_another_state_becomes_the_default_and_is_undone(
    bridge: Project, ada: Actor, dee: Actor
):
    ready = add_state(task().pk, by=dee, name="Backlog", category="todo")
    _state, operation = performed(lambda: make_default_state(ready.pk, by=dee))
    assert create_item(bridge.pk, by=ada, title="New").status.name == "Backlog"
    assert operation is not None
    undo_operation(operation, by=dee)
    assert create_item(bridge.pk, by=ada, title="Newer").status.name == "To do"


def test_only_administrators_change_types(lea: Actor, cem: Actor, acme: Workspace):
    for denied in (
        lambda by: add_type(by=by, name="Bug"),
        lambda by: rename_type(task().pk, "Bug", by=by),
        lambda by: add_state(task().pk, by=by, name="X", category="doing"),
        lambda by: remove_state(state("Review").pk, by=by),
        lambda by: make_default_state(state("Review").pk, by=by),
    ):
        with pytest.raises(PermissionDenied):
            denied(lea)
    with pytest.raises(NotFound):
        rename_type(task().pk, "Bug", by=cem)
    with pytest.raises(NotFound):
        remove_state(state("Review").pk, by=cem)
    assert names() == USUAL


def meanwhile(act: Callable[[], Any]) -> Future[Any]:
    """Begin something on a connection of its own."""

    def run() -> Any:
        try:
            return act()
        finally:
            connection.close()

    pool = ThreadPoolExecutor(1)
    begun = pool.submit(run)
    pool.shutdown(wait=False)
    return begun


@pytest.mark.django_db(transaction=True)
def test_a_state_that_becomes_another_category_refuses_who_moves_into_it_meanwhile(
    survey: Item, ada: Actor, dee: Actor, monkeypatch: pytest.MonkeyPatch
):
    review = state("Review")
    edit_state(review.pk, by=dee, is_review=False)
    found = moving.status_in

    def slowly(*asked: Any) -> WorkflowState:
        status = found(*asked)
        edit = lambda: edit_state(review.pk, by=dee, category="waiting")  # noqa: E731
        meanwhile(edit).result(timeout=30)
        return status

    monkeypatch.setattr(moving, "status_in", slowly)
    with pytest.raises(Refused, match="at the same time"):
        move_item(survey.pk, by=ada, status_id=review.pk)
    survey.refresh_from_db()
    assert survey.state == "todo"
    assert state("Review").category == "waiting"


@pytest.mark.django_db(transaction=True)
def test_a_state_into_which_somebody_moves_keeps_its_category(
    survey: Item, ada: Actor, dee: Actor
):
    review = state("Review")
    edit_state(review.pk, by=dee, is_review=False)
    with transaction.atomic():
        move_item(survey.pk, by=ada, status_id=review.pk)
        edit = meanwhile(lambda: edit_state(review.pk, by=dee, category="waiting"))
        with pytest.raises(TimeoutError):
            edit.result(timeout=1)  # it waits for the move
    with pytest.raises(Refused, match="at the same time"):
        edit.result(timeout=30)
    assert state("Review").category == "doing"
