"""Threads of comments; an app above says what they are about and who reads them."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Workspace
from headway.base.errors import Stale

LONGEST_COMMENT = 65_536
"""Characters; the longest that the trackers know from which people come."""


class Thread(models.Model):
    """What people say to each other about one thing.

    There is no permission on it alone: it is read by whoever sees what it is about.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)

    def __str__(self) -> str:
        return str(self.pk)


class CommentQuerySet(models.QuerySet["Comment"]):
    def live(self) -> Self:
        return self.filter(removed_at=None)

    def oldest_first(self) -> Self:
        """As it was said: what was imported stands where it was said elsewhere."""
        return self.order_by("at", "pk")

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True)


class Comment(models.Model):
    """Something that somebody said, in Markdown.

    ``edited_at`` is when its author last changed it.  What was removed stays, with who
    did it and when, and is shown to nobody.  What was said elsewhere, before it came
    here, has the names that it had there; who said it then may not be known.
    ``version`` grows by one with every edit.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    author = models.ForeignKey(Actor, models.RESTRICT, null=True, related_name="+")
    text = models.TextField(max_length=LONGEST_COMMENT)
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey(
        Actor, models.RESTRICT, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    external_source = models.CharField(max_length=64, blank=True)
    external_id = models.CharField(max_length=200, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "thread", "external_source", "external_id"],
                condition=~Q(external_id=""),
                name="one_comment_per_external_id",
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | ~Q(external_id=""),
                name="comment_said_here_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="comment_removed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="comment_says_something"
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "thread", "at", "id"], name="comment_by_time"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_imported(self) -> bool:
        """Whether it was said elsewhere."""
        return bool(self.external_id)

    def author_for(self, reader: Actor) -> str:
        """Name who said it; guests know nobody of the workspace but themselves."""
        if self.author is None:
            return _("Unknown")
        if reader.is_guest and self.author_id != reader.pk:
            return _("Someone")
        return self.author.name

    def check_version(self, expected: int | None) -> None:
        """Raise :class:`Stale` unless ``expected`` is None or the present version."""
        if expected not in (None, self.version):
            raise Stale(
                _("This comment was changed meanwhile.  Reload and try again."),
                subject_id=self.pk,
            )
