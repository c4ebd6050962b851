"""Keep what people say to each other."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.comms.models import LONGEST_COMMENT, Comment, Thread
from headway.comms.models.threads import CommentQuerySet


def add_comment(thread: Thread, text: str, *, by: Actor) -> Comment:
    """Say something.  Raises :class:`Refused` for nothing, or too much."""
    return Comment.objects.create(
        workspace_id=thread.workspace_id, thread=thread, author=by, text=cleaned(text)
    )


def edit_comment(comment: Comment, text: str) -> None:
    """Say it otherwise; hold its row locked.  Raises as :func:`add_comment` does."""
    comment.text = cleaned(text)
    comment.edited_at = timezone.now()
    comment.version += 1
    comment.save(update_fields=["text", "edited_at", "version"])


def remove_comments(comments: Collection[Comment], *, by: Actor) -> None:
    """Show them to nobody any more."""
    _rows(comments).update(removed_at=timezone.now(), removed_by=by)


def put_comments_back(comments: Collection[Comment]) -> None:
    """Let removed comments be as if they had stayed."""
    _rows(comments).update(removed_at=None, removed_by=None)


def _rows(comments: Collection[Comment]) -> CommentQuerySet:
    return Comment.objects.filter(pk__in=[comment.pk for comment in comments])


def forget_threads(ids: Collection[int]) -> None:
    """Delete threads for good, with all that was said in them."""
    Thread.objects.filter(pk__in=ids).delete()


def cleaned(text: str) -> str:
    """Return what a comment says, without the room around it."""
    said = text.replace("\r\n", "\n").strip()
    if not said or len(said) > LONGEST_COMMENT:
        raise Refused(_("A comment has 1 to %d characters.") % LONGEST_COMMENT)
    return said
