"""What people say about an item, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.markdown import Places, to_html
from headway.comms.models import Comment
from headway.comms.models.threads import CommentQuerySet
from headway.ui.words import date_words, time_words
from headway.work.forms import CommentForm
from headway.work.mentions import MOST, mentions_in
from headway.work.models import Conversation, Item, Project, commentable
from headway.work.reading import Row

SHOWN_COMMENTS = 20
"""On the page of the item: the newest of them."""

PAGE_COMMENTS = 50


@dataclass(frozen=True, kw_only=True)
class ShownComment:
    """A comment; ``places`` are what it names, as far as the reader may see it."""

    comment: Comment
    href: str
    who: str
    places: Places
    is_mine: bool
    can_edit: bool
    can_remove: bool

    @property
    def html(self) -> str:
        return to_html(self.comment.text, self.places)

    @property
    def when(self) -> str:
        return when(self.comment.at)

    @property
    def edited_when(self) -> str:
        return when(self.comment.edited_at) if self.comment.edited_at else ""


def when(moment: datetime) -> str:
    """Say the time of a moment today, day and time of any other."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return time_words(local)
    return date_words(local, with_time=True)


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A page of a conversation, oldest first.

    ``count`` is how many comments there are in all, ``earlier`` how many of them are
    before these; ``place`` is the query string that shows these again.
    """

    comments: Sequence[ShownComment]
    count: int
    earlier: int
    place: str
    can_write: bool
    form: CommentForm

    @property
    def first(self) -> int:
        """The id of the oldest one here, before which the next page is."""
        return self.comments[0].comment.pk


def comments_on(item: Item, *, by: Actor) -> CommentQuerySet:
    """Return what was said about the item, none where it is hidden from ``by``."""
    threads = Conversation.objects.visible_to(by).filter(item=item).values("thread")
    return Comment.objects.live().filter(thread__in=threads)


def talk_about(
    row: Row,
    *,
    by: Actor,
    most: int = SHOWN_COMMENTS,
    before: int | None = None,
    form: CommentForm | None = None,
) -> Talk:
    """Return the newest comments, or those before the comment ``before``.

    The same few queries for one comment and for many.
    """
    said = comments_on(row.item, by=by)
    rows = _until(said, before) if before else said
    newest = list(rows.select_related("author").order_by("-at", "-pk")[: most + 1])
    shown = newest[:most][::-1]
    is_part = before is not None or len(newest) > most
    can_write = row.can_change or (
        commentable().editable_by(by).filter(pk=row.item.pk).exists()
    )
    return Talk(
        comments=_shown(shown, row, can_write=can_write, by=by),
        count=said.count() if is_part else len(shown),
        earlier=rows.count() - len(shown) if len(newest) > most else 0,
        place=f"?before={before}" if before else "",
        can_write=can_write,
        form=form or CommentForm(),
    )


def shown_comment(comment: Comment, row: Row, *, by: Actor) -> ShownComment:
    """Return a comment that its author has just changed."""
    [shown] = _shown([comment], row, can_write=True, by=by)
    return shown


def _until(comments: CommentQuerySet, before: int) -> CommentQuerySet:
    at = comments.filter(pk=before).values_list("at", flat=True).first()
    if at is None:
        return comments
    return comments.filter(Q(at__lt=at) | Q(at=at, pk__lt=before))


def _shown(
    comments: Sequence[Comment], row: Row, *, can_write: bool, by: Actor
) -> list[ShownComment]:
    texts = "\n\n".join(comment.text for comment in comments)
    places = mentions_in(texts, by=by, most=MOST * 5)
    others = [c for c in comments if c.author_id != by.pk]
    leads = bool(can_write and others) and (
        Project.objects.led_by(by).filter(pk=row.item.project_id).exists()
    )
    return [
        ShownComment(
            comment=comment,
            href=f"{row.href}comments/{comment.pk}/",
            who=comment.author_for(by),
            places=tuple(p for p in places if p[0] in comment.text),
            is_mine=comment.author_id == by.pk,
            can_edit=can_write and comment.author_id == by.pk,
            can_remove=can_write and (leads or comment.author_id == by.pk),
        )
        for comment in comments
    ]
