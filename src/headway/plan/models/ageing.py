"""How much longer work in progress takes, given its age."""

from typing import Self

from django.db import models
from django.db.models import Q

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.work.models import Grant, Hidden, Item


class CycleTime(models.Model):
    """When a workspace's work taught how long it takes; written by ``learn_ageing``.

    Learnt from the ``finished`` items before ``learned_at``, of which it is known when
    they were started.
    """

    workspace = models.OneToOneField(
        Workspace, models.CASCADE, primary_key=True, related_name="cycle_time"
    )
    learned_at = models.DateTimeField()
    finished = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.workspace_id} as of {self.learned_at}"


class AgeingQuerySet(PermittedQuerySet["Ageing"]):
    def visible_to(self, actor: Acting) -> Self:
        """Of items that the actor sees, where forecasts are not hidden from them."""
        undated = Grant.objects.masks_of(actor).projects_hiding(Hidden.FORECAST)
        seen = Item.objects.visible_to(actor).exclude(project__in=undated)
        return super().visible_to(actor).filter(item__in=seen)


class Ageing(models.Model):
    """When an item in progress will be finished, as its age then had it.

    Learnt with the workspace's ``CycleTime``, from whose ``learned_at`` on it takes
    ``likely_days`` more with 50 %, ``sure_days`` with 85 %; both null where too few
    finished items took as long as it had lasted: ``longer`` is how many did.
    ``own_percent`` of that comes from the workspace's own items, of which it mostly
    rests on ``alike``; the rest is borrowed from published records.  Holds as long as
    the item has the same ``started_at``.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.OneToOneField(Item, models.CASCADE, related_name="ageing")
    started_at = models.DateTimeField()
    likely_days = models.FloatField(null=True)
    sure_days = models.FloatField(null=True)
    own_percent = models.PositiveSmallIntegerField()
    alike = models.PositiveIntegerField()
    longer = models.PositiveIntegerField()

    objects = AgeingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(likely_days=None, sure_days=None)
                | Q(likely_days__gte=0, sure_days__gte=models.F("likely_days")),
                name="ageing_is_likely_before_it_is_sure",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}, begun {self.started_at}"
