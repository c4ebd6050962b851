"""What people say about items: who may, what is undone, what came from elsewhere."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused, Stale
from headway.comms.models import LONGEST_COMMENT, Comment, Thread
from headway.events.actions import undo_operation
from headway.events.history import history_of
from headway.events.models import Event
from headway.work.actions import (
    ImportedComment,
    ImportedItem,
    add_comment,
    archive_project,
    delete_items,
    edit_comment,
    import_comments,
    import_outline,
    remove_comment,
    restore_comments,
)
from headway.work.jobs import empty_bins
from headway.work.models import Conversation, Deletion, Item, Project
from tests.world import member

SAID = datetime(2021, 3, 4, 5, 6, tzinfo=UTC)


@pytest.fixture
def cleo(bridge: Project) -> Actor:
    return member("cleo", bridge.workspace, bridge, "commenter")


@pytest.fixture
def said(survey: Item, cleo: Actor) -> Comment:
    return add_comment(survey.pk, "Who has the tripod?", by=cleo)


def shown(item: Item) -> list[str]:
    """What a conversation says now, oldest first."""
    rows = Comment.objects.live().filter(thread__conversation__item=item)
    return list(rows.oldest_first().values_list("text", flat=True))


def told(item: Item, by: Actor) -> list[str]:
    entries = history_of(("work.item", item.pk), by=by).entries
    return [entry.text for entry in entries if "omment" in entry.text]


def undo_last(by: Actor) -> None:
    undo_operation(Event.objects.order_by("-pk").first().operation, by=by)


def test_commenters_write_viewers_read_and_others_know_nothing(
    survey: Item, said: Comment, ada: Actor, ben: Actor, dan: Actor, cem: Actor
):
    version = survey.version
    add_comment(survey.pk, "  I do.\r\n\r\nIn the van. ", by=ada)
    assert shown(survey) == ["Who has the tripod?", "I do.\n\nIn the van."]
    assert (Thread.objects.count(), Conversation.objects.count()) == (1, 1)
    for who, error in ((ben, PermissionDenied), (dan, NotFound), (cem, NotFound)):
        with pytest.raises(error):
            add_comment(survey.pk, "Me", by=who)
        with pytest.raises(error):
            edit_comment(said.pk, "Mine", by=who)
        with pytest.raises(error):
            remove_comment(said.pk, by=who)
    survey.refresh_from_db()
    assert survey.version == version  # what somebody types into it is not out of date


def test_authors_change_what_they_said_and_leads_take_it_away(
    survey: Item, said: Comment, cleo: Actor, ada: Actor, lea: Actor, dee: Actor
):
    for who in (ada, lea, dee):
        with pytest.raises(PermissionDenied, match="Only who wrote"):
            edit_comment(said.pk, "Mine", by=who)
    with pytest.raises(PermissionDenied, match="or leads"):
        remove_comment(said.pk, by=ada)
    events = Event.objects.count()
    assert edit_comment(said.pk, " Who has the tripod? ", by=cleo).edited_at is None
    assert Event.objects.count() == events
    edit_comment(said.pk, "Who has *it*?", by=cleo, if_version=1)
    with pytest.raises(Stale):
        edit_comment(said.pk, "Anyone?", by=cleo, if_version=1)
    remove_comment(said.pk, by=lea)
    with pytest.raises(NotFound):
        edit_comment(said.pk, "Still here", by=cleo)
    with pytest.raises(PermissionDenied):
        restore_comments([said.pk], by=cleo)
    restore_comments([said.pk], by=dee)
    assert shown(survey) == ["Who has *it*?"]
    assert told(survey, dee) == [
        "Dee put a comment by Cleo back",
        "Lea removed a comment by Cleo",
        "Cleo changed a comment",
        "Cleo commented",
    ]


def test_nothing_too_much_and_the_archive_are_refused(
    survey: Item, said: Comment, bridge: Project, cleo: Actor, lea: Actor
):
    for text in (" \n", "x" * (LONGEST_COMMENT + 1)):
        with pytest.raises(Refused, match="1 to 65536 characters"):
            add_comment(survey.pk, text, by=cleo)
    archive_project(bridge.pk, by=lea)
    for act in (
        lambda: add_comment(survey.pk, "Late", by=cleo),
        lambda: edit_comment(said.pk, "Late", by=cleo),
        lambda: remove_comment(said.pk, by=lea),
    ):
        with pytest.raises(Refused, match="is archived"):
            act()
    assert shown(survey) == ["Who has the tripod?"]


def test_the_database_knows_who_said_and_removed_it(said: Comment):
    row = Comment.objects.filter(pk=said.pk)
    for name, values in (
        ("said_here_by_somebody", {"author": None}),
        ("removed_by_somebody", {"removed_at": SAID}),
        ("says_something", {"text": ""}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.update(**values)


@pytest.mark.django_db(transaction=True)
def test_each_change_is_taken_back_and_done_again(
    survey: Item, said: Comment, cleo: Actor, lea: Actor
):
    for change, by in (
        (lambda: add_comment(survey.pk, "And the level?", by=cleo), cleo),
        (lambda: edit_comment(said.pk, "Who has *it*?", by=cleo), cleo),
        (lambda: remove_comment(said.pk, by=lea), lea),
    ):
        before = shown(survey)
        change()
        after = shown(survey)
        assert after != before
        undo_last(by)
        assert shown(survey) == before
        undo_last(by)
        assert shown(survey) == after
        undo_last(by)


@pytest.mark.django_db(transaction=True)
def test_what_was_changed_since_is_not_taken_back(
    survey: Item, said: Comment, cleo: Actor, lea: Actor
):
    edit_comment(said.pk, "Who has *it*?", by=cleo)
    edited = Event.objects.order_by("-pk").first()
    edit_comment(said.pk, "Found it.", by=cleo)
    with pytest.raises(Refused, match="Cleo changed “Found it"):
        undo_operation(edited.operation, by=cleo)
    remove_comment(said.pk, by=cleo)
    with pytest.raises(Refused, match="put it back first"):
        undo_operation(edited.operation, by=cleo)
    undo_operation(Event.objects.get(kind="work.item_commented").operation, by=lea)
    assert shown(survey) == []


def test_a_conversation_leaves_the_bin_with_its_item(
    survey: Item, said: Comment, dig: Item, ada: Actor
):
    add_comment(dig.pk, "Stays", by=ada)
    [deletion] = delete_items([survey.pk], by=ada)
    with pytest.raises(NotFound):
        remove_comment(said.pk, by=ada)
    long_ago = timezone.now() - timedelta(days=99)
    Deletion.objects.filter(pk=deletion.pk).update(at=long_ago)
    empty_bins(timestamp=int(timezone.now().timestamp()))
    assert [comment.text for comment in Comment.objects.all()] == ["Stays"]
    assert Thread.objects.count() == 1


@pytest.fixture
def imported(bridge: Project, dee: Actor) -> dict[str, Item]:
    rows = [
        ImportedItem(external_id=f"T-{n}", parent=None, said={"title": f"Card {n}"})
        for n in (1, 2)
    ]
    import_outline(bridge.pk, rows, [], source="tracker", by=dee)
    return {item.external_id: item for item in Item.objects.all()}


def rows(ben: Actor) -> list[ImportedComment]:
    later = SAID + timedelta(days=1)
    return [
        ImportedComment(
            external_id="c2", item="T-1", text="Second", at=later, author_id=ben.pk
        ),
        ImportedComment(
            external_id="c1", item="T-1", text="First", at=SAID, author_id=ben.pk
        ),
        ImportedComment(external_id="c1", item="T-2", text="x" * 70_000, at=SAID),
        ImportedComment(external_id="c1", item="T-2", text="The same again"),
        ImportedComment(external_id="c3", item="T-1", text=" \n"),
        ImportedComment(external_id="c4", item="T-9", text="About nothing"),
    ]


def test_what_was_said_elsewhere_comes_once_as_it_was_said(
    imported: dict[str, Item], bridge: Project, ben: Actor, dee: Actor, ada: Actor
):
    with pytest.raises(PermissionDenied):
        import_comments(bridge.pk, rows(ben), source="tracker", by=ada)
    done = import_comments(bridge.pk, rows(ben), source="tracker", by=dee)
    assert (done.created, done.known) == (3, 0)
    assert [row.external_id for row in done.left_out] == ["c3", "c4"]
    assert shown(imported["T-1"]) == ["First", "Second"]
    first = Comment.objects.get(text="First")
    assert (first.author, first.at, first.is_imported) == (ben, SAID, True)
    long = Comment.objects.get(thread__conversation__item=imported["T-2"])
    assert (long.author, len(long.text)) == (None, LONGEST_COMMENT)
    assert told(imported["T-1"], dee) == ["Dee took over 2 comments from “tracker”"]

    remove_comment(first.pk, by=dee)
    events = Event.objects.count()
    again = import_comments(bridge.pk, rows(ben), source="tracker", by=dee)
    assert (again.created, again.known) == (0, 3)
    assert Event.objects.count() == events
    assert shown(imported["T-1"]) == ["Second"]
    one = import_comments(bridge.pk, rows(ben)[:1], source="another", by=dee)
    assert len(one.left_out) == 1  # of another source there is no such item


@pytest.mark.django_db(transaction=True)
def test_an_import_is_taken_back_whole_and_done_again(
    imported: dict[str, Item], bridge: Project, ben: Actor, dee: Actor
):
    import_comments(bridge.pk, rows(ben), source="tracker", by=dee)
    operation = Event.objects.order_by("-pk").first().operation
    delete_items([imported["T-2"].pk], by=dee)
    undo_operation(operation, by=dee)
    assert shown(imported["T-1"]) == []
    undo_last(dee)
    assert shown(imported["T-1"]) == ["First", "Second"]
