"""What is to be ticked off on the way to an item's outcome."""

from typing import Self

from django.db import models
from django.db.models import Q

from headway.actors.models import Actor, Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.work.models.items import Item


class CheckQuerySet(PermittedQuerySet["Check"]):
    def visible_to(self, actor: Acting) -> Self:
        """Those of the items that the actor sees."""
        seen = Item.objects.visible_to(actor).values("pk")
        return super().visible_to(actor).filter(item__in=seen)

    def editable_by(self, actor: Acting) -> Self:
        """Those of the items that the actor may change."""
        mine = Item.objects.editable_by(actor).values("pk")
        return super().visible_to(actor).filter(item__in=mine)


class Check(models.Model):
    """A line of a checklist.

    ``done_at`` and ``done_by`` say that it is ticked.  ``heading`` is the part of the
    list that it belongs to, where that has several.  ``position`` orders the list; it
    is renumbered at every change of the order.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, related_name="checks")
    text = models.CharField(max_length=500)
    heading = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Actor, models.RESTRICT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="check_done_by_somebody",
            )
        ]
        indexes = [
            models.Index(
                fields=["workspace", "item", "position"], name="check_by_place"
            )
        ]

    def __str__(self) -> str:
        return self.text
