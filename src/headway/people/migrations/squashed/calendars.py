"""Calendars and holidays."""

from django.db import migrations, models
from django.db.models import F, Q

from headway.base.fields import HoursField
from headway.base.tables import key, of

OPERATIONS = [
    migrations.CreateModel(
        name="Calendar",
        fields=[
            ("id", key()),
            ("monday", HoursField(blank=True, max_length=200, null=True)),
            ("tuesday", HoursField(blank=True, max_length=200, null=True)),
            ("wednesday", HoursField(blank=True, max_length=200, null=True)),
            ("thursday", HoursField(blank=True, max_length=200, null=True)),
            ("friday", HoursField(blank=True, max_length=200, null=True)),
            ("saturday", HoursField(blank=True, max_length=200, null=True)),
            ("sunday", HoursField(blank=True, max_length=200, null=True)),
            ("workspace", of("actors.workspace")),
            ("name", models.CharField(max_length=200)),
            (
                "base",
                of(
                    "people.calendar",
                    models.RESTRICT,
                    null=True,
                    related_name="derived",
                ),
            ),
            ("is_default", models.BooleanField(default=False)),
            ("external_source", models.CharField(blank=True, max_length=64)),
            ("external_id", models.CharField(blank=True, max_length=200)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=Q(("is_default", True)),
                    fields=("workspace",),
                    name="one_default_calendar",
                ),
                models.UniqueConstraint(
                    condition=Q(("external_id", ""), _negated=True),
                    fields=("workspace", "external_source", "external_id"),
                    name="one_calendar_per_external_id",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("base", None),
                        Q(("base", F("id")), _negated=True),
                        _connector="OR",
                    ),
                    name="no_base_of_itself",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CalendarException",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("calendar", of("people.calendar", related_name="exceptions")),
            ("first_on", models.DateField()),
            ("last_on", models.DateField()),
            ("name", models.CharField(blank=True, max_length=200)),
            ("hours", HoursField(blank=True, default=(), max_length=200)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(("first_on__lte", F("last_on"))),
                    name="exception_ends_later",
                )
            ],
            "indexes": [
                models.Index(
                    fields=["workspace", "calendar"], name="exception_by_calendar"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HolidayCalendar",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("name", models.CharField(max_length=200)),
            ("country", models.CharField(max_length=2)),
            ("region", models.CharField(blank=True, max_length=40)),
            ("until", models.PositiveSmallIntegerField()),
            ("imported_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "country", "region"),
                    name="one_holiday_calendar_per_region",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Holiday",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("calendar", of("people.holidaycalendar", related_name="holidays")),
            ("on", models.DateField()),
            ("name", models.CharField(max_length=200)),
            ("percent", models.PositiveSmallIntegerField(default=100)),
            ("edited_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "calendar", "on"), name="one_holiday_per_day"
                ),
                models.CheckConstraint(
                    condition=Q(("percent__lte", 100)), name="holiday_is_part_of_a_day"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Location",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("name", models.CharField(max_length=200)),
            ("zone", models.CharField(max_length=64)),
            (
                "holidays",
                of(
                    "people.holidaycalendar",
                    models.RESTRICT,
                    blank=True,
                    null=True,
                    related_name="locations",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "name"), name="one_location_per_name"
                )
            ],
        },
    ),
]
