"""Expected demand, and what planning says of items and projects."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import F, Q

from headway.base.tables import key, of

OPERATIONS = [
    migrations.CreateModel(
        name="Demand",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("project", of("work.project", related_name="demands")),
            ("title", models.CharField(max_length=200)),
            ("source", models.CharField(blank=True, max_length=200)),
            (
                "skill",
                of(
                    "people.skill",
                    models.SET_NULL,
                    blank=True,
                    null=True,
                    related_name="+",
                ),
            ),
            (
                "level",
                models.PositiveSmallIntegerField(
                    choices=[
                        (1, "learns it"),
                        (2, "does it with help"),
                        (3, "does it alone"),
                        (4, "does it well"),
                        (5, "teaches it"),
                    ],
                    default=3,
                ),
            ),
            ("effort_minutes", models.PositiveIntegerField()),
            ("starts_on", models.DateField()),
            ("ends_on", models.DateField()),
            ("probability_percent", models.PositiveSmallIntegerField()),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
            (
                "external_source",
                models.CharField(blank=True, editable=False, max_length=64),
            ),
            (
                "external_id",
                models.CharField(blank=True, editable=False, max_length=200),
            ),
            ("removed_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(
                        ("probability_percent__gte", 1),
                        ("probability_percent__lte", 100),
                    ),
                    name="demand_may_come",
                ),
                models.CheckConstraint(
                    condition=Q(("level__gte", 1), ("level__lte", 5)),
                    name="demanded_level_is_1_to_5",
                ),
                models.CheckConstraint(
                    condition=Q(("ends_on__gte", F("starts_on"))),
                    name="demand_ends_after_start",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("effort_minutes__gte", 1), ("effort_minutes__lte", 10000000)
                    ),
                    name="demand_is_some_work",
                ),
            ],
            "indexes": [
                models.Index(fields=["workspace", "project"], name="demand_by_project")
            ],
        },
    ),
    migrations.CreateModel(
        name="Outlook",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            (
                "item",
                models.OneToOneField(
                    on_delete=models.CASCADE, related_name="outlook", to="work.item"
                ),
            ),
            ("starts_at", models.DateTimeField(null=True)),
            ("p5", models.DateTimeField(null=True)),
            ("p50", models.DateTimeField(null=True)),
            ("p85", models.DateTimeField(null=True)),
            ("p95", models.DateTimeField(null=True)),
            ("chance_percent", models.PositiveSmallIntegerField(null=True)),
            ("start_chance_percent", models.PositiveSmallIntegerField(null=True)),
            ("rank", models.PositiveIntegerField(null=True)),
            (
                "ahead",
                ArrayField(base_field=models.IntegerField(), null=True, size=None),
            ),
            (
                "score",
                ArrayField(base_field=models.IntegerField(), null=True, size=None),
            ),
            ("score_minutes", models.PositiveIntegerField(null=True)),
            ("waiting", of("work.item", models.SET_NULL, null=True, related_name="+")),
            ("latest_start", models.DateTimeField(null=True)),
            (
                "due_through",
                of("work.item", models.SET_NULL, null=True, related_name="+"),
            ),
            ("behind_minutes", models.PositiveIntegerField(null=True)),
            ("cause", models.CharField(blank=True, max_length=16)),
            ("culprit", of("work.item", models.SET_NULL, null=True, related_name="+")),
            ("demand", of("work.demand", models.SET_NULL, null=True, related_name="+")),
            (
                "witness",
                of("people.person", models.SET_NULL, null=True, related_name="+"),
            ),
            ("is_critical", models.BooleanField(default=False)),
            ("critical_percent", models.PositiveSmallIntegerField(null=True)),
            ("unplaced", models.CharField(blank=True, max_length=16)),
            ("has_assumed_people", models.BooleanField(default=False)),
            ("has_assumed_effort", models.BooleanField(default=False)),
            ("expected_minutes", models.PositiveIntegerField(null=True)),
            ("learned_from", models.PositiveIntegerField(null=True)),
            ("own_percent", models.PositiveSmallIntegerField(null=True)),
            ("run_id", models.BigIntegerField()),
        ],
        options={
            "indexes": [
                models.Index(fields=["workspace", "rank"], name="outlook_by_rank")
            ],
        },
    ),
    migrations.CreateModel(
        name="ProjectOutlook",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            (
                "project",
                models.OneToOneField(
                    on_delete=models.CASCADE, related_name="outlook", to="work.project"
                ),
            ),
            ("starts_at", models.DateTimeField(null=True)),
            ("p5", models.DateTimeField(null=True)),
            ("p50", models.DateTimeField(null=True)),
            ("p85", models.DateTimeField(null=True)),
            ("p95", models.DateTimeField(null=True)),
            ("chance_percent", models.PositiveSmallIntegerField(null=True)),
            ("team_share", models.PositiveSmallIntegerField(null=True)),
            ("growth_share", models.PositiveSmallIntegerField(null=True)),
            ("ends_at", models.DateTimeField(null=True)),
            ("bound_at", models.DateTimeField(null=True)),
            ("run_id", models.BigIntegerField()),
        ],
    ),
]
