"""Tokens by which programs act as a person."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from headway.actors.models import ADMIN_SCOPE, Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.people.models.persons import Person


class Scope(models.TextChoices):
    READ = "read", gettext_lazy("Read")
    WRITE = "write", gettext_lazy("Change")
    ADMIN = ADMIN_SCOPE, gettext_lazy("Administer")
    """Besides one of the others; without it a token of an administrator has all that
    they see and change, but says nothing of who may."""


class ApiTokenQuerySet(PermittedQuerySet["ApiToken"]):
    def visible_to(self, actor: Acting) -> Self:
        """One's own, and nobody else's."""
        return super().visible_to(actor).filter(person__actor_id=actor.pk)

    def editable_by(self, actor: Acting) -> Self:
        return self.visible_to(actor)

    def live(self) -> Self:
        """Those that still work."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class ApiToken(models.Model):
    """Lets whoever holds it act as its person, within its scopes, in one workspace.

    ``scope`` holds names of :class:`Scope` with spaces between, as OAuth writes them.
    Only the SHA-256 of the token is kept, and its first signs to tell it by.  A token
    that was revoked stays as a row: the log names it.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "person"], name="api_token_by_person")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scopes(self) -> set[str]:
        return set(self.scope.split())

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and timezone.now() < self.expires_at
