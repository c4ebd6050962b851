"""How fast the items of a project are finished, and what is to come of that."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.work.models import Grant, Hidden, Project


class PaceQuerySet(PermittedQuerySet["Pace"]):
    def visible_to(self, actor: Acting) -> Self:
        """Of projects that the actor sees, where forecasts are not hidden from them."""
        undated = Grant.objects.masks_of(actor).projects_hiding(Hidden.FORECAST)
        seen = Project.objects.visible_to(actor).exclude(pk__in=undated)
        return super().visible_to(actor).filter(project__in=seen)


class Pace(models.Model):
    """When the next items of a project will be finished; written by ``learn_paces``.

    Learnt from the ``finished`` items before ``learned_at``, the first of which was
    finished at ``first_at``.  The next ``items`` (rising numbers) are finished
    ``likely_days`` after ``learned_at`` with 50 %, ``sure_days`` after it with 85 %;
    all empty where too little is finished.  ``own_percent`` of the ranges is the
    project's own, the rest borrowed from published records.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    project = models.OneToOneField(Project, models.CASCADE, related_name="pace")
    learned_at = models.DateTimeField()
    finished = models.PositiveIntegerField()
    first_at = models.DateTimeField(null=True)
    own_percent = models.PositiveSmallIntegerField(default=0)
    items = ArrayField(models.PositiveIntegerField(), default=list)
    likely_days = ArrayField(models.FloatField(), default=list)
    sure_days = ArrayField(models.FloatField(), default=list)

    objects = PaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(likely_days__len=models.F("items__len"))
                & Q(sure_days__len=models.F("items__len")),
                name="a_pace_has_days_for_all_items",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id} as of {self.learned_at}"
