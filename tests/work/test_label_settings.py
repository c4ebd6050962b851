"""The labels of a workspace: renamed, recoloured, merged, removed, taken back."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import performed, undo_operation
from headway.keeping.doctor.rules import first_labels
from headway.work.actions import (
    change_items,
    create_item,
    delete_items,
    edit_label,
    remove_label,
    restore,
    set_labels,
)
from headway.work.models import Deletion, Item, Label, Project
from tests.work.lists import signed_in, text_of
from tests.work.test_labels import labels_of

LABELS = "/w/acme/settings/labels/"


def label(name: str) -> Label:
    return Label.objects.live().get(name=name)


@pytest.mark.django_db(transaction=True)
def test_a_label_is_renamed_and_recoloured_and_both_undone(
    survey: Item, ada: Actor, dee: Actor
):
    set_labels(survey.pk, ["Urgent", "Late"], by=ada)
    pk = label("Urgent").pk
    __, operation = performed(
        lambda: edit_label(pk, by=dee, name=" Very  urgent ", colour="red")
    )
    assert labels_of(survey) == ["Late", "Very urgent"]
    with pytest.raises(Refused, match="merge the two"):
        edit_label(pk, by=dee, name="LATE")
    edit_label(pk, by=dee, name="VERY urgent")
    for wrong in ({"name": " "}, {"name": "x" * 51}, {"colour": "pink"}):
        with pytest.raises(Refused):
            edit_label(pk, by=dee, **wrong)
    with pytest.raises(PermissionDenied):
        edit_label(pk, by=ada, name="Mine")
    edit_label(pk, by=dee, name="Very urgent")
    assert operation is not None
    undo_operation(operation, by=dee)
    row = Label.objects.get(pk=pk)
    assert (row.name, row.colour) == ("Urgent", "blue")


@pytest.mark.django_db(transaction=True)
def test_a_new_name_lets_another_label_be_the_first_of_items_also_in_the_bin(
    bridge: Project, survey: Item, dig: Item, ada: Actor, dee: Actor
):
    binned = create_item(bridge.pk, by=ada, title="Binned")
    for item in (survey, binned):
        set_labels(item.pk, ["Ash", "Oak"], by=ada)
    set_labels(dig.pk, ["Ash"], by=ada)
    delete_items([binned.pk], by=ada)
    pk = label("Ash").pk
    __, operation = performed(lambda: edit_label(pk, by=dee, name="Zinc"))
    carried = [labels_of(item) for item in (survey, dig, binned)]
    assert carried == [["Oak", "Zinc"], ["Zinc"], ["Oak", "Zinc"]]
    assert operation is not None
    undo_operation(operation, by=dee)
    carried = [labels_of(item) for item in (survey, dig, binned)]
    assert carried == [["Ash", "Oak"], ["Ash"], ["Ash", "Oak"]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_renamed_first", [True, False])
@pytest.mark.parametrize(
    ("carried", "change", "left"),
    [
        (["Ash"], {"add_labels": ["Oak"]}, ["Oak", "Zinc"]),
        (["Oak"], {"add_labels": ["Ash"]}, ["Oak", "Zinc"]),
        (["Ash", "Oak"], {"remove_labels": ["Oak"]}, ["Zinc"]),
        (["Ash", "Oak", "Pine"], {"remove_labels": ["Ash"]}, ["Oak", "Pine"]),
    ],
)
def test_who_renames_a_label_and_who_changes_labels_meanwhile_agree_on_the_first(
    survey: Item, dig: Item, ada: Actor, dee: Actor, carried, change, left, *,
    is_renamed_first: bool,
):  # fmt: skip
    set_labels(survey.pk, carried, by=ada)
    set_labels(dig.pk, ["Ash", "Oak"], by=ada)
    pk = label("Ash").pk
    changes: list[Callable[[], object]] = [
        lambda: edit_label(pk, by=dee, name="Zinc"),
        lambda: change_items([survey.pk], by=ada, **change),
    ]
    first, second = changes if is_renamed_first else reversed(changes)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            waiting = pool.submit(closing, second)
            await_lock()
        waiting.result()

    assert labels_of(survey) == left
    with connection.cursor() as cursor:
        assert list(first_labels(cursor)) == []


def closing(change: Callable[[], object]) -> None:
    """Do it in another connection, which ends with it."""
    try:
        change()
    finally:
        connection.close()


def await_lock() -> None:
    """Return when another transaction waits for this one."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT FROM pg_locks WHERE NOT granted"
                " AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.rowcount:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")


def test_what_shows_a_label_is_told_of_its_new_name(
    client: Client, survey: Item, dig: Item, ada: Actor
):
    set_labels(survey.pk, ["Urgent"], by=ada)
    set_labels(dig.pk, ["Urgent"], by=ada)
    watched = f' work.label:{label("Urgent").pk}" src='
    assert watched in text_of(signed_in(client, ada), "/w/acme/work/")
    assert watched in text_of(client, f"/w/acme/items/{survey.key}/")


@pytest.mark.django_db(transaction=True)
def test_a_label_is_merged_also_in_the_bin_and_all_of_it_undone_and_redone(
    bridge: Project, survey: Item, dig: Item, ada: Actor, dee: Actor
):
    set_labels(survey.pk, ["Old", "New"], by=ada)
    set_labels(dig.pk, ["Old"], by=ada)
    binned = create_item(bridge.pk, by=ada, title="Binned")
    set_labels(binned.pk, ["Old"], by=ada)
    delete_items([binned.pk], by=ada)
    old, new = label("Old").pk, label("New").pk
    with pytest.raises(Refused, match="with itself"):
        remove_label(old, by=dee, into_id=old)
    __, operation = performed(lambda: remove_label(old, by=dee, into_id=new))
    carried = [labels_of(item) for item in (survey, dig, binned)]
    assert carried == [["New"], ["New"], ["New"]]
    assert not Label.objects.live().filter(pk=old).exists()
    assert operation is not None
    [undone] = [performed(lambda: undo_operation(operation, by=dee))[1]]
    carried = [labels_of(item) for item in (survey, dig, binned)]
    assert carried == [["New", "Old"], ["Old"], ["Old"]]
    assert undone is not None
    undo_operation(undone, by=dee)
    assert labels_of(survey) == ["New"]
    assert not Label.objects.live().filter(pk=old).exists()


@pytest.mark.django_db(transaction=True)
def test_a_removed_label_is_gone_and_its_name_free(
    survey: Item, dig: Item, ada: Actor, dee: Actor
):
    set_labels(survey.pk, ["Old"], by=ada)
    __, taken_off = performed(lambda: set_labels(survey.pk, [], by=ada))
    set_labels(dig.pk, ["Old"], by=ada)
    delete_items([dig.pk], by=ada)
    first = label("Old")
    __, operation = performed(lambda: remove_label(first.pk, by=dee))
    restore([Deletion.objects.get(items=dig).pk], by=ada)
    assert labels_of(dig) == []
    assert taken_off is not None
    with pytest.raises(Refused, match="no label “Old” any more"):
        undo_operation(taken_off, by=ada)
    set_labels(survey.pk, ["old"], by=ada)
    assert label("old").pk != first.pk
    assert operation is not None
    with pytest.raises(Refused, match="merge the two"):
        undo_operation(operation, by=dee)
    assert labels_of(survey) == ["old"]


def test_administrators_see_to_labels_on_pages(
    client: Client, survey: Item, dig: Item, ada: Actor, dee: Actor
):
    set_labels(survey.pk, ["<b>", "Late"], by=ada)
    set_labels(dig.pk, ["Late"], by=ada)
    browser = signed_in(client, dee)
    page = text_of(browser, LABELS)
    assert "<bdi>&lt;b&gt;</bdi>" in page
    assert '<td class="num">2</td>' in page
    one = f"{LABELS}{label('<b>').pk}/"
    taken = browser.post(one, {"name": "late", "colour": "red"})
    assert taken.status_code == 422
    assert "merge the two" in taken.content.decode()
    browser.post(one, {"name": "Soon", "colour": "red"})
    assert label("Soon").colour == "red"
    sent = {"into": label("Late").pk}
    done = browser.post(f"{one}removal/", sent, follow=True)
    assert "“Soon” is merged." in done.content.decode()
    assert labels_of(survey) == ["Late"]
    log = text_of(browser, "/w/acme/settings/log/")
    assert "Dee renamed the label “&lt;b&gt;” to “Soon”" in log
    assert "Dee merged the label “Soon” into “Late”" in log


def test_programs_see_to_labels(client: Client, ask, survey: Item, dee: Actor):
    ask("PUT", f"/items/{survey.key}/labels", {"labels": ["Urgent", "Late"]})
    client.force_login(dee.person.user)
    address = f"/api/v1/w/acme/labels/{label('Urgent').pk}"
    kind = {"content_type": "application/json"}
    said = client.patch(address, {"colour": "grey"}, **kind)
    assert (said.status_code, said.json()["colour"]) == (200, "grey")
    taken = client.patch(address, {"name": "late"}, **kind)
    assert taken.status_code == 409
    merged = client.delete(f"{address}?into={label('Late').pk}")
    assert merged.status_code == 204
    assert labels_of(survey) == ["Late"]
