"""Files of items come, change and go as all else: with rights, facts, undo and bin."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused, TooLarge
from headway.base.files import open_content, received
from headway.comms.models import File, FileVersion
from headway.events.actions import performed, undo_operation
from headway.events.history import history_of
from headway.events.models import Event
from headway.work import actions
from headway.work.jobs import empty_bins
from headway.work.models import Attachment, Deletion, Item
from tests.conftest import kept

pytestmark = pytest.mark.django_db(transaction=True)


def attach(item: Item, by: Actor, content: bytes = b"one", name: str = "plan.pdf"):
    """Attach content; return the attachment and the operation that it was."""
    with received([content], name=name) as draft:
        return performed(lambda: actions.attach_file(item.pk, name, draft, by=by))


def said(item: Item) -> list[tuple[str, bytes]]:
    """The files of an item as they are now."""
    rows = Attachment.objects.filter(item=item).with_versions().order_by("pk")
    return [(row.file.name, bytes_of(row.file.current)) for row in rows]


def bytes_of(version: FileVersion) -> bytes:
    with open_content(version.content) as file:
        return file.read()


def test_a_file_is_attached_and_told(store: Path, survey: Item, ada: Actor):
    attachment, _ = attach(survey, ada)

    assert said(survey) == [("plan.pdf", b"one")]
    event = Event.objects.latest("pk")
    assert (event.kind, event.subject_id) == ("work.file_added", survey.pk)
    assert event.data["attachment_id"] == attachment.pk
    assert (event.data["name"], event.data["version"]) == ("plan.pdf", 1)


def test_the_same_name_is_a_new_version_and_the_old_one_stays(store, survey, ada, lea):
    attachment, _ = attach(survey, ada)
    again, _ = attach(survey, lea, b"two")

    assert again.pk == attachment.pk
    assert said(survey) == [("plan.pdf", b"two")]
    assert bytes_of(attachment.file.version(1)) == b"one"
    assert attachment.file.current.by == lea
    assert attach(survey, ada, name="Plan.pdf")[0].pk != attachment.pk


def test_the_same_content_again_changes_nothing(store: Path, survey: Item, ada: Actor):
    attach(survey, ada)
    before = Event.objects.count()

    assert attach(survey, ada)[1] is None
    assert Event.objects.count() == before
    assert FileVersion.objects.count() == len(kept(store)) == 1


def test_who_may_not_change_the_item_leaves_no_trace(store, survey, ben, dan, cem):
    for who, error in ((ben, PermissionDenied), (dan, NotFound), (cem, NotFound)):
        with pytest.raises(error):
            attach(survey, who)
    assert kept(store) == []
    assert not File.objects.exists()


def test_who_may_not_change_it_does_not_remove_it(store, survey, ada, ben, dan, cem):
    attachment, _ = attach(survey, ada)
    for who, error in ((ben, PermissionDenied), (dan, NotFound), (cem, NotFound)):
        with pytest.raises(error):
            actions.remove_files([attachment.pk], by=who)
        with pytest.raises(error):
            actions.put_file_back(attachment.pk, 1, by=who)
    assert said(survey) == [("plan.pdf", b"one")]


def test_it_is_seen_by_whoever_sees_the_item(store, survey, ada, ben, dan, cem):
    attachment, _ = attach(survey, ada)
    seen = {
        who.name
        for who in (ada, ben, dan, cem)
        if Attachment.objects.visible_to(who).filter(pk=attachment.pk).exists()
    }
    assert seen == {"Ada", "Ben"}
    actions.delete_items([survey.pk], by=ada)
    assert not Attachment.objects.visible_to(ada).exists()


def test_a_workspace_has_room_for_so_much(store, survey, ada, settings, monkeypatch):
    monkeypatch.setattr("headway.comms.actions.files.GIGABYTE", 5)
    settings.HEADWAY_FILES_GIGABYTES = 1
    attach(survey, ada, b"123")
    with pytest.raises(TooLarge, match=r"have 0\.6 of 1 GB, the bin included"):
        attach(survey, ada, b"456", name="other")
    with pytest.raises(TooLarge):
        attach(survey, ada, b"456")
    assert said(survey) == [("plan.pdf", b"123")]
    assert len(kept(store)) == File.objects.count() == 1


def remove(survey: Item, by: Actor):
    row = Attachment.objects.get(item=survey)
    return performed(lambda: actions.remove_files([row.pk], by=by))


@pytest.mark.parametrize(
    "change",
    [
        lambda item, by: attach(item, by, name="new.txt"),
        lambda item, by: attach(item, by, b"two"),
        remove,
    ],
    ids=["add", "replace", "remove"],
)
def test_undo_and_undo_of_undo(store: Path, survey: Item, ada: Actor, change):
    attach(survey, ada)
    before = said(survey)
    _, operation = change(survey, ada)
    after = said(survey)
    assert after != before

    for expected in (before, after, before):
        assert undo_operation(operation, by=ada) == []
        assert said(survey) == expected
        operation = Event.objects.latest("pk").operation


def test_what_others_sent_since_is_not_taken_back(store, survey, ada, lea):
    _, added = attach(survey, ada)
    _, replaced = attach(survey, ada, b"two")
    attach(survey, lea, b"three")
    for operation in (added, replaced):
        with pytest.raises(Refused, match=r"Lea changed “plan\.pdf” since"):
            undo_operation(operation, by=ada)
    assert said(survey) == [("plan.pdf", b"three")]


def test_a_version_that_is_put_back_needs_no_room(store, survey, ada):
    _, _ = attach(survey, ada)
    _, operation = attach(survey, ada, b"two")
    undo_operation(operation, by=ada)

    numbers = FileVersion.objects.order_by("number").values_list("number", "size")
    assert [n for n, _ in numbers] == [1, 2, 3]
    assert FileVersion.objects.bytes_of(ada.workspace_id) == 6
    with pytest.raises(NotFound):
        actions.put_file_back(Attachment.objects.get().pk, 9, by=ada)


def test_a_removed_file_is_in_the_bin_and_comes_back(store, survey, ada):
    attach(survey, ada)
    remove(survey, ada)
    deletion = Deletion.objects.get()
    assert (deletion.title, deletion.key) == ("plan.pdf", survey.key)

    actions.restore([deletion.pk], by=ada)
    assert said(survey) == [("plan.pdf", b"one")]
    assert not Deletion.objects.exists()


def test_it_does_not_come_back_without_its_item_or_beside_another(store, survey, ada):
    attach(survey, ada)
    remove(survey, ada)
    deletion = Deletion.objects.get()
    attach(survey, ada, b"two")
    with pytest.raises(Refused, match=r"BRI-1 has another “plan\.pdf” by now"):
        actions.restore([deletion.pk], by=ada)

    [gone] = actions.delete_items([survey.pk], by=ada)
    with pytest.raises(Refused, match="Restore “Survey the site” first"):
        actions.restore([deletion.pk], by=ada)
    actions.restore([gone.pk], by=ada)
    assert said(survey) == [("plan.pdf", b"two")]


def age_bin() -> None:
    Deletion.objects.update(at=timezone.now() - timedelta(days=31))
    empty_bins(int(timezone.now().timestamp()))


def test_after_its_days_in_the_bin_it_is_gone(store, survey, ada):
    attach(survey, ada, name="stays")
    row, _ = attach(survey, ada)
    _, operation = performed(lambda: actions.remove_files([row.pk], by=ada))
    age_bin()

    assert [file.name for file in File.objects.all()] == ["stays"]
    assert Event.objects.latest("pk").kind == "work.file_purged"
    with pytest.raises(Refused, match="no longer in the bin"):
        undo_operation(operation, by=ada)


@pytest.mark.parametrize("what", ["item", "project"])
def test_with_its_item_it_goes_for_good(store, survey, dig, ada, lea, what: str):
    attach(survey, ada)
    attach(survey, ada, name="removed before")
    attach(dig, ada, name="of the other")
    removed = Attachment.objects.get(file__name="removed before")
    actions.remove_files([removed.pk], by=ada)
    if what == "item":
        actions.delete_items([survey.pk], by=ada)
    else:
        actions.delete_project(survey.project_id, by=lea)
    age_bin()
    left = [file.name for file in File.objects.all()]
    assert left == (["of the other"] if what == "item" else [])


def test_its_history_is_told(store, survey, ada, ben):
    attach(survey, ada)
    attach(survey, ada, b"two")
    remove(survey, ada)
    actions.restore([Deletion.objects.get().pk], by=ada)
    entries = history_of(("work.item", survey.pk), by=ben, most=4).entries
    assert [entry.text for entry in entries] == [
        "Ada restored the file “plan.pdf” from the bin",
        "Ada put the file “plan.pdf” into the bin",
        "Ada replaced the file “plan.pdf”: it is version 2 now",
        "Ada added the file “plan.pdf”",
    ]
