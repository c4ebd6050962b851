"""Say something about an item, say it otherwise, take it away and put it back."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.comms import actions as comms
from headway.comms.models import Comment, Thread
from headway.events.actions import record
from headway.work.facts_comments import (
    CommentEdited,
    CommentRemoved,
    CommentRestored,
    ItemCommented,
)
from headway.work.models import Conversation, Item, Project, commentable


@transaction.atomic
def add_comment(item_id: int, text: str, *, by: Actor) -> Comment:
    """Say something about an item, in Markdown.

    Records :class:`ItemCommented`.  Who sees the item and may not comment on it is
    forbidden.  Raises :class:`Refused` for nothing, or too much.
    """
    item = commentable().get_for_change(item_id, by=by)
    comment = comms.add_comment(_thread_of(item), text, by=by)
    record(ItemCommented(**_said(comment, item)), by=by)
    return comment


@transaction.atomic
def edit_comment(
    comment_id: int, text: str, *, by: Actor, if_version: int | None = None
) -> Comment:
    """Say it otherwise; only its author may.

    Records :class:`CommentEdited`, or nothing when it says so already.
    """
    [(comment, item)] = _locked([comment_id], by=by)
    if comment.author_id != by.pk:
        raise PermissionDenied(_("Only who wrote a comment may change it."))
    comment.check_version(if_version)
    before = comment.text
    if comms.cleaned(text) == before:
        return comment
    comms.edit_comment(comment, text)
    said = _said(comment, item)
    record(CommentEdited(**said, before=before, after=comment.text), by=by)
    return comment


@transaction.atomic
def remove_comment(comment_id: int, *, by: Actor) -> None:
    """Take a comment away, as :func:`remove_comments` does."""
    remove_comments([comment_id], by=by)


@transaction.atomic
def remove_comments(ids: Collection[int], *, by: Actor) -> None:
    """Take comments away; their authors may, and who leads the project.

    Records :class:`CommentRemoved` for each.
    """
    found = _locked(ids, by=by)
    others = [item for comment, item in found if comment.author_id != by.pk]
    _check_leads(others, by=by)
    comms.remove_comments([comment for comment, _item in found], by=by)
    facts = [CommentRemoved(**_said_of(*each)) for each in found]
    record(*facts, by=by)


@transaction.atomic
def restore_comments(ids: Collection[int], *, by: Actor) -> None:
    """Put removed comments back; who removed them may, and who leads the project.

    Records :class:`CommentRestored` for each.
    """
    found = _locked(ids, by=by, is_removed=True)
    others = [item for comment, item in found if comment.removed_by_id != by.pk]
    _check_leads(others, by=by)
    comms.put_comments_back([comment for comment, _item in found])
    facts = [CommentRestored(**_said_of(*each)) for each in found]
    record(*facts, by=by)


def _thread_of(item: Item) -> Thread:
    """Return the item's thread, made if it is the first; the item is locked."""
    held = Conversation.objects.filter(item=item).select_related("thread").first()
    if held is not None:
        return held.thread
    thread = Thread.objects.create(workspace_id=item.workspace_id)
    Conversation.objects.create(
        workspace_id=item.workspace_id, item=item, thread=thread
    )
    return thread


def _locked(
    ids: Collection[int], *, by: Actor, is_removed: bool = False
) -> list[tuple[Comment, Item]]:
    """Return comments with their items, all locked, in the order of their ids."""
    seen = Conversation.objects.visible_to(by).filter(thread__comments__in=ids)
    about = dict(seen.values_list("thread_id", "item_id"))
    items = commentable().get_many_for_change(set(about.values()), by=by)
    by_id = {item.pk: item for item in items}
    rows = Comment.objects.locked().filter(
        pk__in=ids, thread__in=about, removed_at__isnull=not is_removed
    )
    found = [(row, by_id[about[row.thread_id]]) for row in rows.order_by("pk")]
    if len(found) < len(set(ids)):
        raise NotFound
    return found


def _check_leads(items: Collection[Item], *, by: Actor) -> None:
    wanted = {item.project_id for item in items}
    led = Project.objects.led_by(by).filter(pk__in=wanted)
    if wanted and led.count() < len(wanted):
        raise PermissionDenied(
            _("Only who wrote a comment, or leads the project, may do that.")
        )


def _said(comment: Comment, item: Item) -> dict[str, Any]:
    return {
        "subject_id": item.pk,
        "project_id": item.project_id,
        "comment_id": comment.pk,
    }


def _said_of(comment: Comment, item: Item) -> dict[str, Any]:
    return {**_said(comment, item), "author_id": comment.author_id}
