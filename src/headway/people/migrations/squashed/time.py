"""When people work, are away, and are busy."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import migrations, models
from django.db.models import F, Func, Q, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast
from django.utils import timezone

from headway.base.fields import HoursField
from headway.base.tables import key, of

OPERATIONS = [
    migrations.CreateModel(
        name="Absence",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("person", of("people.person", related_name="absences")),
            ("first_on", models.DateField()),
            ("last_on", models.DateField()),
            ("from_noon", models.BooleanField(default=False)),
            ("until_noon", models.BooleanField(default=False)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("vacation", "vacation"),
                        ("illness", "illness"),
                        ("parental", "parental leave"),
                        ("training", "training"),
                        ("other", "other"),
                    ],
                    default="vacation",
                    max_length=16,
                ),
            ),
            ("reason", models.CharField(blank=True, max_length=200)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("requested", "asked for"),
                        ("approved", "approved"),
                        ("declined", "declined"),
                        ("withdrawn", "taken back"),
                    ],
                    default="approved",
                    max_length=16,
                ),
            ),
            ("added_at", models.DateTimeField(default=timezone.now)),
            (
                "decided_by",
                of(
                    "actors.actor",
                    models.RESTRICT,
                    blank=True,
                    null=True,
                    related_name="+",
                ),
            ),
            ("decided_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(
                        ("first_on__lt", F("last_on")),
                        Q(("first_on", F("last_on")), ("from_noon", False)),
                        Q(("first_on", F("last_on")), ("until_noon", False)),
                        _connector="OR",
                    ),
                    name="absence_ends_later",
                ),
                ExclusionConstraint(
                    condition=Q(("state__in", ("requested", "approved"))),
                    expressions=[
                        (
                            Func(
                                F("person"),
                                F("person"),
                                Value("[]"),
                                function="int8range",
                            ),
                            "&&",
                        ),
                        (
                            Func(
                                CombinedExpression(
                                    CombinedExpression(
                                        Func(
                                            F("first_on"),
                                            output_field=models.IntegerField(),
                                            template="(%(expressions)s - DATE '2000-01-01')",
                                        ),
                                        "*",
                                        Value(2),
                                    ),
                                    "+",
                                    Cast("from_noon", models.IntegerField()),
                                ),
                                CombinedExpression(
                                    CombinedExpression(
                                        Func(
                                            F("last_on"),
                                            output_field=models.IntegerField(),
                                            template="(%(expressions)s - DATE '2000-01-01')",
                                        ),
                                        "*",
                                        Value(2),
                                    ),
                                    "+",
                                    CombinedExpression(
                                        Value(2),
                                        "-",
                                        Cast("until_noon", models.IntegerField()),
                                    ),
                                ),
                                function="int4range",
                            ),
                            "&&",
                        ),
                    ],
                    name="no_two_absences_at_once",
                ),
            ],
            "indexes": [
                models.Index(
                    fields=["workspace", "person", "first_on"], name="absence_by_person"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="AbsenceRules",
        fields=[
            ("id", key()),
            (
                "workspace",
                models.OneToOneField(on_delete=models.CASCADE, to="actors.workspace"),
            ),
            ("is_approval_needed", models.BooleanField()),
            ("set_by", of("actors.actor", models.RESTRICT, related_name="+")),
            ("set_at", models.DateTimeField(default=timezone.now)),
        ],
    ),
    migrations.CreateModel(
        name="BusyFeed",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("person", of("people.person", related_name="feeds")),
            ("name", models.CharField(max_length=100)),
            ("url", models.CharField(blank=True, max_length=2000)),
            ("counts", models.BooleanField(default=True)),
            ("added_at", models.DateTimeField(default=timezone.now)),
            ("next_at", models.DateTimeField(default=timezone.now)),
            ("tried_at", models.DateTimeField(blank=True, null=True)),
            ("succeeded_at", models.DateTimeField(blank=True, null=True)),
            ("error", models.CharField(blank=True, max_length=500)),
            ("failures", models.PositiveSmallIntegerField(default=0)),
            ("left_out", models.PositiveIntegerField(default=0)),
            ("removed_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=Q(("removed_at", None), Q(("url", ""), _negated=True)),
                    fields=("workspace", "person", "url"),
                    name="one_feed_per_address",
                )
            ],
            "indexes": [
                models.Index(
                    condition=Q(("removed_at", None)),
                    fields=["next_at"],
                    name="feed_by_next",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Busy",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("person", of("people.person", related_name="busy")),
            ("feed", of("people.busyfeed", blank=True, null=True, related_name="busy")),
            ("starts_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            ("title", models.CharField(blank=True, max_length=200)),
            ("counts", models.BooleanField(default=True)),
            ("uid", models.CharField(blank=True, max_length=200)),
            ("removed_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "verbose_name_plural": "busy",
            "constraints": [
                models.CheckConstraint(
                    condition=Q(("starts_at__lt", F("ends_at"))), name="busy_ends_later"
                ),
                models.UniqueConstraint(
                    condition=Q(("feed__isnull", False)),
                    fields=("workspace", "feed", "uid", "starts_at"),
                    name="one_busy_per_event",
                ),
            ],
            "indexes": [
                models.Index(
                    fields=["workspace", "person", "ends_at"], name="busy_by_end"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="WorkSchedule",
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
            ("person", of("people.person", related_name="schedules")),
            ("valid_from", models.DateField()),
            (
                "availability_percent",
                models.PositiveSmallIntegerField(blank=True, null=True),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "person", "valid_from"),
                    name="one_schedule_per_day",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("availability_percent", None),
                        Q(
                            ("availability_percent__gte", 1),
                            ("availability_percent__lte", 100),
                        ),
                        _connector="OR",
                    ),
                    name="schedule_availability_is_a_percentage",
                ),
            ],
        },
    ),
]
