"""Who works on items."""

from typing import Self

from django.db import models
from django.db.models import Q

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.people.models import Person
from headway.work.models.items import Item


class AssignmentQuerySet(PermittedQuerySet["Assignment"]):
    def visible_to(self, actor: Acting) -> Self:
        """Parts in what is not in the bin."""
        return super().visible_to(actor).filter(item__deletion=None)


class Assignment(models.Model):
    """A person works on an item.

    ``share`` weighs the person's part of the effort against the others' parts;
    ``units_percent`` is how much of their time it takes while they are at it (200 for
    two of a team).  One of the people is accountable.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, related_name="assignments")
    person = models.ForeignKey(Person, models.CASCADE, related_name="assignments")
    share = models.PositiveIntegerField(default=1)
    units_percent = models.PositiveIntegerField(default=100)
    is_accountable = models.BooleanField(default=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "item", "person"],
                name="one_assignment_per_item_and_person",
            ),
            models.UniqueConstraint(
                fields=["workspace", "item"],
                include=["person"],
                condition=Q(is_accountable=True),
                name="one_accountable_per_item",
            ),
            models.CheckConstraint(
                condition=Q(units_percent__gte=1), name="units_are_positive"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "person"], name="assignment_by_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.item_id}"
