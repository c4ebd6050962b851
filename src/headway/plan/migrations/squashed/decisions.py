"""Baselines, conflicts, overrides and decisions."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import F, Q

from headway.base.tables import key, of

OPERATIONS = [
    migrations.CreateModel(
        name="Baseline",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("project", of("work.project", related_name="baselines")),
            ("number", models.PositiveSmallIntegerField()),
            ("name", models.CharField(max_length=80)),
            ("taken_at", models.DateTimeField(null=True)),
            ("by", of("actors.actor", models.RESTRICT, related_name="+")),
            ("starts_at", models.DateTimeField(null=True)),
            ("finishes_at", models.DateTimeField(null=True)),
            ("external_source", models.CharField(blank=True, max_length=64)),
            ("external_id", models.CharField(blank=True, max_length=200)),
            ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=Q(("removed_at", None)),
                    fields=("workspace", "project", "number"),
                    name="one_baseline_per_number",
                ),
                models.CheckConstraint(
                    condition=Q(("number__lte", 10)), name="eleven_baselines"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="BaselineItem",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("baseline", of("plan.baseline", related_name="items")),
            ("item", of("work.item", related_name="+")),
            ("starts_at", models.DateTimeField(null=True)),
            ("finishes_at", models.DateTimeField(null=True)),
            ("work_minutes", models.PositiveIntegerField(null=True)),
            ("duration_minutes", models.PositiveIntegerField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "baseline", "item"),
                    name="one_row_per_baseline_and_item",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Conflict",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("proven_at", models.DateTimeField()),
            ("is_least", models.BooleanField()),
        ],
    ),
    migrations.CreateModel(
        name="ConflictPart",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("conflict", of("plan.conflict", related_name="parts")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("deadline", "Deadline"),
                        ("start_by", "Start By"),
                        ("pin", "Pin"),
                        ("person", "Person"),
                    ],
                    max_length=16,
                ),
            ),
            ("item", of("work.item", null=True, related_name="conflict_parts")),
            ("person", of("people.person", null=True, related_name="+")),
            ("date", models.DateTimeField(null=True)),
            ("earliest", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(
                        Q(
                            ("date", None),
                            ("item", None),
                            ("kind", "person"),
                            ("person__isnull", False),
                        ),
                        Q(
                            Q(("kind", "person"), _negated=True),
                            ("date__isnull", False),
                            ("item__isnull", False),
                            ("person", None),
                        ),
                        _connector="OR",
                    ),
                    name="a_part_is_a_date_or_a_person",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Override",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("item", of("work.item", related_name="overrides")),
            ("before", of("work.item", null=True, related_name="+")),
            ("why", models.CharField(blank=True, max_length=500)),
            ("by", of("actors.actor", models.RESTRICT, related_name="+")),
            ("set_at", models.DateTimeField(auto_now_add=True)),
            ("price", models.BigIntegerField()),
            ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=Q(("removed_at", None)),
                    fields=("workspace", "item"),
                    name="one_override_per_item",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("before", None),
                        Q(("before", F("item")), _negated=True),
                        _connector="OR",
                    ),
                    name="no_item_before_itself",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="OverrideDelay",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("override", of("plan.override", related_name="delays")),
            ("item", of("work.item", null=True, related_name="+")),
            ("project", of("work.project", null=True, related_name="+")),
            ("minutes", models.PositiveIntegerField()),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(("item", None), ("project", None), _connector="XOR"),
                    name="delay_of_one_thing",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Decision",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("item", of("work.item", related_name="decisions")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("order", "Goes first"),
                        ("person", "Who does it"),
                        ("start", "Starts no earlier"),
                        ("finish", "Finishes no earlier"),
                        ("deadline", "Finishes no later"),
                    ],
                    max_length=16,
                ),
            ),
            ("date", models.DateTimeField(null=True)),
            (
                "people",
                ArrayField(
                    base_field=models.BigIntegerField(), default=list, size=None
                ),
            ),
            ("by", of("actors.actor", models.RESTRICT, null=True, related_name="+")),
            ("decided_at", models.DateTimeField()),
            ("first_cost", models.BigIntegerField(null=True)),
            ("first_item_minutes", models.IntegerField(null=True)),
            ("first_project_minutes", models.IntegerField(null=True)),
            ("cost", models.BigIntegerField(null=True)),
            ("item_minutes", models.IntegerField(null=True)),
            ("project_minutes", models.IntegerField(null=True)),
            ("is_other", models.BooleanField(default=False)),
            (
                "other",
                of("people.person", models.SET_NULL, null=True, related_name="+"),
            ),
            ("priced_at", models.DateTimeField(null=True)),
            ("priced_from", models.CharField(blank=True, max_length=64)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "item", "kind"), name="one_decision_of_a_kind"
                )
            ],
            "indexes": [
                models.Index(fields=["workspace", "-cost"], name="decision_by_cost")
            ],
        },
    ),
]
