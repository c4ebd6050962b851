"""Dates that cannot all be kept, whatever is done first."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.people.models import Person
from headway.work.models import Grant, Hidden, Item
from headway.work.models.types import CLOSED


class PartKind(models.TextChoices):
    DEADLINE = "deadline"
    START_BY = "start_by"
    PIN = "pin"
    PERSON = "person"


LIMITS = (PartKind.DEADLINE, PartKind.START_BY)
"""What cannot be kept; the other kinds only stand against it."""


class ConflictQuerySet(PermittedQuerySet["Conflict"]):
    def visible_to(self, actor: Acting) -> Self:
        """Those of which the actor sees one of the dates that cannot be kept."""
        seen = ConflictPart.objects.visible_to(actor).filter(kind__in=LIMITS)
        rows = super().visible_to(actor)
        return rows.filter(pk__in=seen.values("conflict"))

    def in_force(self) -> Self:
        """Those whose dates are still said, of open work."""
        parts = ConflictPart.objects.filter(conflict=OuterRef("pk"))
        return self.exclude(Exists(parts.outdated()))


class Conflict(models.Model):
    """Dates of which one at least cannot be kept: proven, at median durations.

    Whatever is done first, as long as nothing but the order changes.  ``is_least``:
    without any one of its parts the others could be kept.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    proven_at = models.DateTimeField()
    is_least = models.BooleanField()

    objects = ConflictQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.pk} proven at {self.proven_at}"


class ConflictPartQuerySet(PermittedQuerySet["ConflictPart"]):
    def visible_to(self, actor: Acting) -> Self:
        """Of items that the actor sees with their forecasts; no people for guests."""
        undated = Grant.objects.masks_of(actor).projects_hiding(Hidden.FORECAST)
        items = Item.objects.visible_to(actor).exclude(project__in=undated)
        seen = Q(item__in=items.values("pk"))
        if not actor.is_guest:
            seen |= Q(person__in=Person.objects.visible_to(actor).values("pk"))
        return super().visible_to(actor).filter(seen)

    def outdated(self) -> Self:
        """Those whose item is closed or gone, or no longer has that date."""
        has_moved = Q(kind=PartKind.DEADLINE) & ~Q(item__deadline=F("date"))
        has_begun = Q(item__started_at__isnull=False)
        has_moved |= Q(kind=PartKind.START_BY) & (
            has_begun | ~Q(item__starts_no_later=F("date"))
        )
        return self.filter(
            has_moved
            | Q(item__state__in=CLOSED)
            | Q(item__deletion__isnull=False)
            | Q(item__project__archived_at__isnull=False)
        )


class ConflictPart(models.Model):
    """A date that cannot be kept with the others, or what stands against it.

    ``item`` has to be done, or begun, by ``date``, or cannot be begun, or done, before
    it, whoever said so; of ``person`` there is too little time.  A date that is too
    soon even if nobody were ever busy cannot be before ``earliest``.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    conflict = models.ForeignKey(Conflict, models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=16, choices=PartKind)
    item = models.ForeignKey(
        Item, models.CASCADE, null=True, related_name="conflict_parts"
    )
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    date = models.DateTimeField(null=True)
    earliest = models.DateTimeField(null=True)

    objects = ConflictPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PartKind.PERSON, item=None, date=None)
                & Q(person__isnull=False)
                | ~Q(kind=PartKind.PERSON)
                & Q(person=None, item__isnull=False, date__isnull=False),
                name="a_part_is_a_date_or_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id or self.person_id}"
