"""Dependencies between items."""

from typing import Any, Final, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy

from headway.actors.models import Workspace
from headway.base.estimates import Estimate
from headway.base.querysets import Acting, PermittedQuerySet
from headway.work.models.items import Item
from headway.work.models.projects import granted
from headway.work.models.types import CLOSED


class LinkKind(models.TextChoices):
    FINISH_START = "FS", gettext_lazy("starts after it finishes")
    START_START = "SS", gettext_lazy("starts after it starts")
    FINISH_FINISH = "FF", gettext_lazy("finishes after it finishes")
    START_FINISH = "SF", gettext_lazy("finishes after it starts")


LAG: Final = ("lag_minutes", "lag_low_minutes", "lag_high_minutes", "lag_is_elapsed")
SAID: Final = ("kind", *LAG)
"""What is said of a link besides its two ends."""


class LinkQuerySet(PermittedQuerySet["Link"]):
    def visible_to(self, actor: Acting) -> Self:
        """Links of whose two ends the actor sees both."""
        rows = super().visible_to(actor)
        if actor.is_administrator:
            return rows
        return rows.filter(
            granted(actor, project="before__project_id"),
            granted(actor, project="after__project_id"),
        )

    def of_project(self, project_id: int) -> Self:
        return self.filter(before__project_id=project_id)


AllLinks = models.Manager.from_queryset(LinkQuerySet)


class LiveLinks(AllLinks["Link"]):
    """All but those of which an end is in the bin."""

    def get_queryset(self) -> "models.QuerySet[Link]":
        return super().get_queryset().filter(deletion=None)


def is_held_up() -> Exists:
    """Whether something must finish before the row begins, and has not."""
    before = Link.objects.filter(
        workspace_id=OuterRef("workspace_id"),
        after_id=OuterRef("pk"),
        kind=LinkKind.FINISH_START,
    )
    return Exists(before.exclude(before__state__in=CLOSED))


class Link(models.Model):
    """``before`` holds back ``after``, both of one project.

    ``lag_minutes`` may be negative; it counts the project's working time unless
    ``lag_is_elapsed``.  It is the likely one, between ``lag_low_minutes`` and
    ``lag_high_minutes`` in 8 of 10 cases, where somebody said so.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    before = models.ForeignKey(Item, models.CASCADE, related_name="links_out")
    after = models.ForeignKey(Item, models.CASCADE, related_name="links_in")
    kind = models.CharField(
        max_length=2, choices=LinkKind, default=LinkKind.FINISH_START
    )
    lag_minutes = models.IntegerField(default=0)
    lag_low_minutes = models.PositiveIntegerField(null=True, blank=True)
    lag_high_minutes = models.PositiveIntegerField(null=True, blank=True)
    lag_is_elapsed = models.BooleanField(default=False)
    deletion = models.ForeignKey(
        "work.Deletion", models.CASCADE, null=True, editable=False, related_name="+"
    )

    objects = LiveLinks()
    everything = AllLinks()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "before", "after"], name="one_link_per_pair"
            ),
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="no_link_to_itself"
            ),
            models.CheckConstraint(
                condition=Q(lag_low_minutes=None, lag_high_minutes=None)
                | Q(
                    lag_low_minutes__gte=1,
                    lag_low_minutes__lte=F("lag_minutes"),
                    lag_high_minutes__gte=F("lag_minutes"),
                ),
                name="link_lag_between_its_ends",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "after"], name="link_by_after")]

    def __str__(self) -> str:
        return f"{self.before_id} {self.kind} {self.after_id}"

    @property
    def lag(self) -> Estimate:
        return Estimate(
            likely=self.lag_minutes,
            low=self.lag_low_minutes,
            high=self.lag_high_minutes,
        )

    @property
    def said(self) -> dict[str, Any]:
        """All of it but its two ends, by column."""
        return {name: getattr(self, name) for name in SAID}
