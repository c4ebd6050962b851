"""When an item rests: no work on it is planned then."""

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.work.models.items import Item


class PauseQuerySet(PermittedQuerySet["Pause"]):
    def visible_to(self, actor: Acting) -> Self:
        """Those of the items that the actor sees."""
        seen = Item.objects.visible_to(actor).values("pk")
        return super().visible_to(actor).filter(item__in=seen)


class Pause(models.Model):
    """From ``starts_at`` until ``ends_at`` no work on the item is planned.

    Pauses of one item do not overlap.  Those of summaries and milestones say nothing.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, related_name="pauses")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = PauseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="pause_ends_after_start"
            ),
            ExclusionConstraint(
                name="one_pause_at_a_time",
                expressions=[
                    (
                        Func(F("item"), F("item"), Value("[]"),
                             function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("starts_at"), F("ends_at"), function="tstzrange",
                             output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.item_id}: {self.starts_at} to {self.ends_at}"
