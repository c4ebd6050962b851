"""What the delay of an item costs, where people say it in numbers."""

from typing import Final, Self

from django.db import models
from django.db.models import Q

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.work.models.items import Item

NORMAL_WEEK: Final = 1000
"""What a week's delay of one item of normal importance costs."""


class CostOfDelayQuerySet(PermittedQuerySet["CostOfDelay"]):
    def visible_to(self, actor: Acting) -> Self:
        """Those of the items that the actor sees; guests see none."""
        if actor.is_guest:
            return self.none()
        seen = Item.objects.visible_to(actor).values("pk")
        return super().visible_to(actor).filter(item__in=seen)


class CostOfDelay(models.Model):
    """Each week that the item is done later costs ``per_week``.

    ``once`` comes on top as soon as its deadline is missed.  Both are in the currency
    in which the workspace counts; ``NORMAL_WEEK`` is what normal work counts as.  The
    importance of the item and of its project then say nothing.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.OneToOneField(Item, models.CASCADE, related_name="cost_of_delay")
    per_week = models.PositiveIntegerField()
    once = models.PositiveIntegerField(default=0)

    objects = CostOfDelayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(per_week__gt=0) | Q(once__gt=0),
                name="delay_costs_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.per_week} a week, {self.once} once"
