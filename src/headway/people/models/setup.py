"""How the first administrator of an installation comes in."""

from django.db import models
from django.utils import timezone


class SetupLink(models.Model):
    """A link that lets whoever holds it become the first administrator, once.

    One per installation, hence without a workspace; only its SHA-256 is kept.
    """

    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"until {self.expires_at}"

    @property
    def is_usable(self) -> bool:
        return self.used_at is None and timezone.now() < self.expires_at
