"""How people of a workspace come to sign in."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from headway.actors.models import Actor, Workspace
from headway.base.querysets import PermittedQuerySet
from headway.people.models.persons import Person


class InvitationQuerySet(PermittedQuerySet["Invitation"]):
    """Administrators alone see and change invitations, or know that there are any."""

    def open(self) -> Self:
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A link by which one person of the workspace gets a sign-in, once.

    Only the SHA-256 of its secret is kept.  With an ``email`` it is good for an
    account of that address alone.  A new one replaces the person's former one.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    email = models.EmailField(blank=True)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Actor, models.RESTRICT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "person"],
                condition=Q(accepted_at=None),
                name="one_open_invitation_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} until {self.expires_at}"
