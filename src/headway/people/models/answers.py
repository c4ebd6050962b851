"""What was answered once is answered the same again."""

from django.db import models

from headway.actors.models import Actor, Workspace


class Answer(models.Model):
    """What an actor was answered for an ``Idempotency-Key``."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    actor = models.ForeignKey(Actor, models.CASCADE)
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.BinaryField(default=bytes)
    answered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "actor", "key"], name="one_answer_per_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.key}"
