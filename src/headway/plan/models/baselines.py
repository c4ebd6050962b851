"""What projects were planned to be: kept, to hold against what the plan says later."""

from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import Q

from headway.actors.models import Actor, Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.work.models import Grant, Hidden, Item, Project
from headway.work.models.archive import ArchivableQuerySet

LAST_NUMBER: Final = 10
"""A project has eleven baselines at most, 0 to 10, as in Microsoft Project."""


class BaselineQuerySet(ArchivableQuerySet["Baseline"]):
    way: ClassVar[str] = "project__"

    def visible_to(self, actor: Acting) -> Self:
        """Of projects that the actor sees, where forecasts are not hidden from them."""
        undated = Grant.objects.masks_of(actor).projects_hiding(Hidden.FORECAST)
        seen = Project.objects.visible_to(actor).exclude(pk__in=undated)
        return super().visible_to(actor).filter(project__in=seen)

    def editable_by(self, actor: Acting) -> Self:
        """Of projects that the actor leads."""
        led = Project.objects.editable_by(actor)
        return self.visible_to(actor).filter(project__in=led)

    def live(self) -> Self:
        return self.filter(removed_at=None)

    def newest_first(self) -> Self:
        """What was taken here last, then what came from files, by its number."""
        return self.order_by(models.F("taken_at").desc(nulls_last=True), "number")


class Baseline(models.Model):
    """What the plan of a project said once, and when the project was to be done.

    ``number`` tells those of a project apart in files, 0 to ``LAST_NUMBER``; ``by`` is
    who took it, or imported it.  ``taken_at`` is None where the file that it came from
    does not say.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    project = models.ForeignKey(Project, models.CASCADE, related_name="baselines")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    taken_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Actor, models.RESTRICT, related_name="+")
    starts_at = models.DateTimeField(null=True)
    finishes_at = models.DateTimeField(null=True)
    external_source = models.CharField(max_length=64, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = BaselineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "project", "number"],
                condition=Q(removed_at=None),
                name="one_baseline_per_number",
            ),
            models.CheckConstraint(
                condition=Q(number__lte=LAST_NUMBER), name="eleven_baselines"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BaselineItemQuerySet(PermittedQuerySet["BaselineItem"]):
    def visible_to(self, actor: Acting) -> Self:
        """Of baselines and items that the actor sees."""
        seen = Baseline.objects.visible_to(actor).live()
        items = Item.objects.visible_to(actor)
        rows = super().visible_to(actor)
        return rows.filter(baseline__in=seen, item__in=items.values("pk"))


class BaselineItem(models.Model):
    """When an item was to be done, and how much it was estimated to be.

    Minutes are those of all its work or, where time drives it, of its duration.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    baseline = models.ForeignKey(Baseline, models.CASCADE, related_name="items")
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(null=True)
    finishes_at = models.DateTimeField(null=True)
    work_minutes = models.PositiveIntegerField(null=True)
    duration_minutes = models.PositiveIntegerField(null=True)

    objects = BaselineItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "baseline", "item"],
                name="one_row_per_baseline_and_item",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} by {self.finishes_at}"
