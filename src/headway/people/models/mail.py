"""Mail that did not go out."""

from typing import Self

from django.db import models
from django.utils import timezone

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet


class MailFailureQuerySet(PermittedQuerySet["MailFailure"]):
    def visible_to(self, actor: Acting) -> Self:
        """Administrators see what failed in their workspace: it names addresses."""
        mine = super().visible_to(actor)
        return mine if actor.is_administrator else mine.none()


class MailFailure(models.Model):
    """A letter that was refused or delayed, for the workspace of whoever gets it.

    What it says is not kept: letters have secrets in them.  One that is neither
    ``sent_at`` nor ``given_up_at`` is tried again.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    letter = models.UUIDField()
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    attempts = models.PositiveSmallIntegerField(default=1)
    failed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    objects = MailFailureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "letter"], name="one_failure_per_letter"
            )
        ]
        indexes = [
            models.Index(
                fields=["workspace", "-failed_at"], name="mail_failure_by_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter}: {self.reason}"
