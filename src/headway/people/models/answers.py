"""What was answered once is answered the same again."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.http import HttpResponse
from django.utils import timezone

from headway.actors.models import Actor, Workspace
from headway.base.numbers import KEPT_HOURS
from headway.base.querysets import PermittedQuerySet

REPEATED = ("Cache-Control", "Content-Type", "ETag", "Headway-Operation", "Location")
"""Headers that belong to an answer."""


class AnswerQuerySet(PermittedQuerySet["Answer"]):
    def outdated(self) -> Self:
        """Answers that nobody asks for any more: their keys are free again."""
        since = timezone.now() - timedelta(hours=KEPT_HOURS)
        return self.filter(answered_at__lt=since)


class Answer(models.Model):
    """What an actor was answered for an ``Idempotency-Key``."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    actor = models.ForeignKey(Actor, models.CASCADE)
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)
    answered_at = models.DateTimeField(auto_now_add=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "actor", "key"], name="one_answer_per_key"
            )
        ]
        indexes = [models.Index(fields=["answered_at"], name="answer_by_age")]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.key}"

    def keep(self, response: HttpResponse) -> None:
        self.status, self.body = response.status_code, response.content
        self.headers = {n: v for n, v in response.headers.items() if n in REPEATED}
        self.save(update_fields=["status", "headers", "body"])

    def response(self) -> HttpResponse:
        return HttpResponse(bytes(self.body), status=self.status, headers=self.headers)
