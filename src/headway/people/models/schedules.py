"""How a person's week changes over the years."""

from datetime import date

from django.db import models
from django.db.models import Q

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PersonalQuerySet
from headway.people.models.calendars import Week
from headway.people.models.persons import Person

BEGINNING = date(1970, 1, 1)
"""From here on holds what nobody said since when."""


class WorkScheduleQuerySet(PersonalQuerySet["WorkSchedule"]):
    def editable_by(self, actor: Acting) -> "WorkScheduleQuerySet":
        mine = self.visible_to(actor)
        if actor.is_administrator:
            return mine
        return mine.filter(person__actor_id=actor.pk)


class WorkSchedule(Week):
    """A person's week from a day on, until the next one; what was stays as history.

    A weekday of None is as in the person's calendar.  ``availability_percent`` is the
    part of working time that plans may use; None where nobody said.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="schedules")
    valid_from = models.DateField()
    availability_percent = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = WorkScheduleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "person", "valid_from"],
                name="one_schedule_per_day",
            ),
            models.CheckConstraint(
                condition=Q(availability_percent=None)
                | Q(availability_percent__gte=1, availability_percent__lte=100),
                name="schedule_availability_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} from {self.valid_from}"
