"""When work can happen: weeks, and the days that are different."""

from django.db import models
from django.db.models import F, Q

from headway.actors.models import Workspace
from headway.base.fields import HoursField
from headway.base.hours import Hours
from headway.base.querysets import PermittedQuerySet

WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


class Week(models.Model):
    """Seven days in local time; a day of None is as somewhere else, by default."""

    monday = HoursField(null=True)
    tuesday = HoursField(null=True)
    wednesday = HoursField(null=True)
    thursday = HoursField(null=True)
    friday = HoursField(null=True)
    saturday = HoursField(null=True)
    sunday = HoursField(null=True)

    class Meta:
        abstract = True

    @property
    def own_week(self) -> tuple[Hours | None, ...]:
        """Seven days from Monday; None where it is not said here."""
        return tuple(getattr(self, day) for day in WEEKDAYS)


class CalendarQuerySet(PermittedQuerySet["Calendar"]):
    pass


class Calendar(Week):
    """A working week, in local time of whoever works by it.

    A weekday of None is as in ``base``, whose exceptions count too.  The calendar that
    ``is_default`` is the workspace's: it holds for whoever has no other.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    name = models.CharField(max_length=200)
    base = models.ForeignKey("self", models.RESTRICT, null=True, related_name="derived")
    is_default = models.BooleanField(default=False)
    external_source = models.CharField(max_length=64, blank=True)
    external_id = models.CharField(max_length=200, blank=True)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"],
                condition=Q(is_default=True),
                name="one_default_calendar",
            ),
            models.UniqueConstraint(
                fields=["workspace", "external_source", "external_id"],
                condition=~Q(external_id=""),
                name="one_calendar_per_external_id",
            ),
            models.CheckConstraint(
                condition=Q(base=None) | ~Q(base=F("id")), name="no_base_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CalendarExceptionQuerySet(PermittedQuerySet["CalendarException"]):
    pass


class CalendarException(models.Model):
    """Days that differ from the week: a holiday (no hours), or a working Saturday."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="exceptions")
    first_on = models.DateField()
    last_on = models.DateField()
    name = models.CharField(max_length=200, blank=True)
    hours = HoursField(default=())

    objects = CalendarExceptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_on__lte=F("last_on")), name="exception_ends_later"
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "calendar"], name="exception_by_calendar")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first_on}"
