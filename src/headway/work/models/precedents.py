"""Finished items like open ones that nobody estimated; written by
``publish_precedents`` alone.
"""

from typing import Self

from django.db import models

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.work.models.items import Item


class PrecedentQuerySet(PermittedQuerySet["Precedent"]):
    def visible_to(self, actor: Acting) -> Self:
        """Those of which the actor sees both items."""
        seen = Item.objects.visible_to(actor).values("pk")
        return super().visible_to(actor).filter(item__in=seen, past__in=seen)


class Precedent(models.Model):
    """``past`` is finished and was like ``item``; ``place`` 0 the most like it."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, related_name="precedents")
    past = models.ForeignKey(Item, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    objects = PrecedentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "item", "past"], name="one_precedent_per_pair"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} is like {self.past_id}"
