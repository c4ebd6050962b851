"""Work that is expected and is no item yet: an offer that may be accepted."""

from typing import Final, Self

from django.db import models
from django.db.models import F, Q

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.people.models import Skill, SkillLevel
from headway.work.models.projects import Project

MOST_DEMAND_MINUTES: Final = 10_000_000
"""About eighty years of one person."""


class DemandQuerySet(PermittedQuerySet["Demand"]):
    def live(self) -> Self:
        return self.filter(removed_at=None, project__deletion=None)

    def planned(self) -> Self:
        """What plans count with."""
        return self.live().filter(project__archived_at=None)

    def visible_to(self, actor: Acting) -> Self:
        """What is expected in projects that the actor sees; guests see nothing."""
        if actor.is_guest:
            return self.none()
        seen = Project.objects.visible_to(actor).values("pk")
        return super().visible_to(actor).live().filter(project__in=seen)

    def editable_by(self, actor: Acting) -> Self:
        """Whoever works in a project says what is expected in it."""
        mine = Project.objects.contributable_by(actor).values("pk")
        return self.visible_to(actor).filter(project__in=mine)


class Demand(models.Model):
    """So many minutes of work that come with a probability, and are no item yet.

    Members of the project who have the ``skill`` at the ``level`` would do it, or any
    member where none is named; from ``starts_on`` on, and it should be done by the end
    of ``ends_on``, days of the workspace's zone.  ``source`` is what is behind it, in
    people's words.  What was removed keeps its row: the log names it.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    project = models.ForeignKey(Project, models.CASCADE, related_name="demands")
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)
    skill = models.ForeignKey(
        Skill, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    level = models.PositiveSmallIntegerField(
        choices=SkillLevel, default=SkillLevel.ALONE
    )
    effort_minutes = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    probability_percent = models.PositiveSmallIntegerField()
    external_source = models.CharField(max_length=64, blank=True, editable=False)
    external_id = models.CharField(max_length=200, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = DemandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(probability_percent__gte=1, probability_percent__lte=100),
                name="demand_may_come",
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=5), name="demanded_level_is_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="demand_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(
                    effort_minutes__gte=1, effort_minutes__lte=MOST_DEMAND_MINUTES
                ),
                name="demand_is_some_work",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "project"], name="demand_by_project")
        ]

    def __str__(self) -> str:
        return self.title
