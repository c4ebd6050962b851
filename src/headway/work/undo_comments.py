"""Take back what happened to the conversations about items."""

from collections.abc import Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.comms.models import Comment
from headway.comms.models.threads import CommentQuerySet
from headway.events.clashes import changed_since, later_changes
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work import actions
from headway.work.facts_comments import (
    CommentEdited,
    CommentRemoved,
    CommentRestored,
    CommentsImported,
    ItemCommented,
)


def undo_comments(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Remove comments; those that were removed meanwhile are fine."""
    rows = _rows([event.data["comment_id"] for event in events], by).live()
    actions.remove_comments(list(rows.values_list("pk", flat=True)), by=by)
    return []


def undo_imports(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Do the same; those about items in the bin are gone with these."""
    ids = [row["comment_id"] for event in events for row in event.data["comments"]]
    rows = _rows(ids, by).live().filter(thread__conversation__item__deletion=None)
    actions.remove_comments(list(rows.values_list("pk", flat=True)), by=by)
    return []


def undo_removals(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Put comments back; those that were put back meanwhile are fine."""
    rows = _rows([event.data["comment_id"] for event in events], by)
    removed = rows.filter(removed_at__isnull=False)
    actions.restore_comments(list(removed.values_list("pk", flat=True)), by=by)
    return []


def undo_edits(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Let comments say what they said before, where nobody changed them since."""
    held = _rows([event.data["comment_id"] for event in events], by).in_bulk()
    kept = []
    for event in events:
        comment = held.get(event.data["comment_id"])
        if comment is None or comment.removed_at is not None:
            error = Refused(_("The comment is removed; put it back first."))
            kept.append(Kept(event=event, error=error))
        elif comment.text != event.data["after"]:
            later = later_changes([event], data__comment_id=comment.pk)
            name = Truncator(comment.text).chars(40)
            error = changed_since(name, later.get(event.subject_id))
            kept.append(Kept(event=event, error=error))
        else:
            actions.edit_comment(comment.pk, event.data["before"], by=by)
    return kept


def _rows(ids: Sequence[int], by: Actor) -> CommentQuerySet:
    return Comment.objects.filter(workspace_id=by.workspace_id, pk__in=ids)


UNDOS: Undos = {
    CommentEdited.kind: undo_edits,
    CommentRemoved.kind: undo_removals,
    CommentRestored.kind: undo_comments,
    CommentsImported.kind: undo_imports,
    ItemCommented.kind: undo_comments,
}
