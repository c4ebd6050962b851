"""What people judge of an item's worth, in the way that its project chose."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from headway.actors.models import Actor, Workspace
from headway.base.querysets import MembersQuerySet

USUAL_REACH: Final = 100
"""People a week whom normal work reaches, where a project says nothing else."""

MOST_STARS: Final = 5
MOST_POINTS: Final = 20
"""The end of the scale of Weighted Shortest Job First."""

MOST_REACH: Final = 1_000_000_000
MOST_IMPACT: Final = 1000
"""In per cent: ten times."""


class Front(models.TextChoices):
    """The way in which the people of a project judge work."""

    IMPORTANCE = "importance", gettext_lazy("Importance")
    STARS = "stars", gettext_lazy("Stars")
    MOSCOW = "moscow", "MoSCoW"
    RICE = "rice", "RICE"
    WSJF = "wsjf", "WSJF"
    COST = "cost", gettext_lazy("Cost of delay")
    EISENHOWER = "eisenhower", "Eisenhower"
    ORDER = "order", gettext_lazy("Order on the board")


class FrontDefault(models.Model):
    """How new projects of a workspace judge work; by importance without a row."""

    workspace = models.OneToOneField(Workspace, models.CASCADE)
    front = models.CharField(max_length=16, choices=Front)
    set_by = models.ForeignKey(Actor, models.RESTRICT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    objects = MembersQuerySet["FrontDefault"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(front__in=Front.values), name="front_default_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.front


class Moscow(models.TextChoices):
    MUST = "must", gettext_lazy("Must")
    SHOULD = "should", gettext_lazy("Should")
    COULD = "could", gettext_lazy("Could")
    WONT = "wont", gettext_lazy("Won\u2019t")


class Quadrant(models.TextChoices):
    """Where an item is in the matrix of what is important and what is urgent."""

    BOTH = "both", gettext_lazy("Important and urgent")
    IMPORTANT = "important", pgettext_lazy("not urgent", "Important")
    URGENT = "urgent", pgettext_lazy("not important", "Urgent")
    NEITHER = "neither", gettext_lazy("Neither")


class Judged(models.Model):
    """The columns of :class:`Item` that hold judgements, all of which may be empty.

    Those of the project's :class:`Front` count; the others are kept for when it judges
    in another way.  ``rice_reach`` are people a week; without the two others its impact
    counts once and its confidence is full.  Of Weighted Shortest Job First what nobody
    said counts 1, the least.
    """

    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    moscow = models.CharField(max_length=8, choices=Moscow, blank=True)
    rice_reach = models.PositiveIntegerField(null=True, blank=True)
    rice_impact_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    rice_confidence_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    wsjf_value = models.PositiveSmallIntegerField(null=True, blank=True)
    wsjf_criticality = models.PositiveSmallIntegerField(null=True, blank=True)
    wsjf_reduction = models.PositiveSmallIntegerField(null=True, blank=True)
    quadrant = models.CharField(max_length=16, choices=Quadrant, blank=True)

    class Meta:
        abstract = True


JUDGED: Final = tuple(field.name for field in Judged._meta.local_fields)

BOUNDS: Final = {
    "stars": (1, MOST_STARS),
    "rice_reach": (0, MOST_REACH),
    "rice_impact_percent": (1, MOST_IMPACT),
    "rice_confidence_percent": (1, 100),
    "wsjf_value": (1, MOST_POINTS),
    "wsjf_criticality": (1, MOST_POINTS),
    "wsjf_reduction": (1, MOST_POINTS),
}
"""The least and the most of each number."""


def _are_in_bounds() -> Q:
    found = Q()
    for name, bounds in BOUNDS.items():
        found &= Q((f"{name}__isnull", True)) | Q((f"{name}__range", bounds))
    return found


CONSTRAINTS: Final = (
    models.CheckConstraint(condition=_are_in_bounds(), name="item_judged_on_scales"),
    models.CheckConstraint(
        condition=Q(moscow__in=["", *Moscow.values]), name="item_moscow_is_known"
    ),
    models.CheckConstraint(
        condition=Q(quadrant__in=["", *Quadrant.values]), name="item_quadrant_is_known"
    ),
)
