"""What can happen to the conversation about an item."""

from dataclasses import dataclass
from typing import Any, ClassVar

from headway.work.facts import ItemFact


@dataclass(frozen=True, kw_only=True)
class CommentFact(ItemFact):
    """Something happened to a comment; what it says is in its row alone."""

    comment_id: int


@dataclass(frozen=True, kw_only=True)
class ItemCommented(CommentFact):
    kind: ClassVar[str] = "work.item_commented"


@dataclass(frozen=True, kw_only=True)
class CommentEdited(CommentFact):
    """Its author said it otherwise: ``after`` instead of ``before``."""

    kind: ClassVar[str] = "work.comment_edited"
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class OthersCommentFact(CommentFact):
    """Somebody did it to what ``author_id`` said, if it is known who that was."""

    author_id: int | None


@dataclass(frozen=True, kw_only=True)
class CommentRemoved(OthersCommentFact):
    kind: ClassVar[str] = "work.comment_removed"


@dataclass(frozen=True, kw_only=True)
class CommentRestored(OthersCommentFact):
    kind: ClassVar[str] = "work.comment_restored"


@dataclass(frozen=True, kw_only=True)
class CommentsImported(ItemFact):
    """What was said elsewhere came along: rows of ``comment_id``."""

    kind: ClassVar[str] = "work.comments_imported"
    source: str
    comments: list[dict[str, Any]]
