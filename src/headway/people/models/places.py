"""Where people work, and which days are holidays there."""

from django.db import models
from django.db.models import Q

from headway.actors.models import Workspace
from headway.base.querysets import MembersQuerySet


class HolidayCalendarQuerySet(MembersQuerySet["HolidayCalendar"]):
    pass


class HolidayCalendar(models.Model):
    """The holidays of a country, or of a part of it.

    ``country`` is ISO 3166-1 alpha-2 and ``region`` the code of a subdivision there,
    as the ``holidays`` package has it; imported up to the year ``until``.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=40, blank=True)
    until = models.PositiveSmallIntegerField()
    imported_at = models.DateTimeField()

    objects = HolidayCalendarQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "country", "region"],
                name="one_holiday_calendar_per_region",
            )
        ]

    def __str__(self) -> str:
        return self.name


class HolidayQuerySet(MembersQuerySet["Holiday"]):
    pass


class Holiday(models.Model):
    """A day of which ``percent`` is off: 50 is half a day, 0 a day that is worked.

    What somebody said by hand (``edited_at``) an import leaves as it is.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    calendar = models.ForeignKey(
        HolidayCalendar, models.CASCADE, related_name="holidays"
    )
    on = models.DateField()
    name = models.CharField(max_length=200)
    percent = models.PositiveSmallIntegerField(default=100)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "calendar", "on"], name="one_holiday_per_day"
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100), name="holiday_is_part_of_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.on}"


class LocationQuerySet(MembersQuerySet["Location"]):
    pass


class Location(models.Model):
    """A place where people work: its time zone and its holidays."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=64)
    holidays = models.ForeignKey(
        HolidayCalendar,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="locations",
    )

    objects = LocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_location_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
