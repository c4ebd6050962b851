"""What items consist of, need and cost, and the words by which they are found."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import F, Func, Q, Value

from headway.base.fields import WordsField
from headway.base.tables import key, of

OPERATIONS = [
    migrations.CreateModel(
        name="Check",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("item", of("work.item", related_name="checks")),
            ("text", models.CharField(max_length=500)),
            ("heading", models.CharField(blank=True, max_length=200)),
            ("position", models.PositiveIntegerField()),
            ("done_at", models.DateTimeField(blank=True, null=True)),
            (
                "done_by",
                of("actors.actor", models.RESTRICT, null=True, related_name="+"),
            ),
            ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(
                        Q(("done_at", None), ("done_by", None)),
                        Q(("done_at__isnull", False), ("done_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="check_done_by_somebody",
                )
            ],
            "indexes": [
                models.Index(
                    fields=["workspace", "item", "position"], name="check_by_place"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="CostOfDelay",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            (
                "item",
                models.OneToOneField(
                    on_delete=models.CASCADE,
                    related_name="cost_of_delay",
                    to="work.item",
                ),
            ),
            ("per_week", models.PositiveIntegerField()),
            ("once", models.PositiveIntegerField(default=0)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(("per_week__gt", 0), ("once__gt", 0), _connector="OR"),
                    name="delay_costs_something",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Need",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("item", of("work.item", related_name="needs")),
            ("skill", of("people.skill", related_name="+")),
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
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "item", "skill"), name="one_need_per_skill"
                ),
                models.CheckConstraint(
                    condition=Q(("level__gte", 1), ("level__lte", 5)),
                    name="needed_level_is_1_to_5",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Pause",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("item", of("work.item", related_name="pauses")),
            ("starts_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(("starts_at__lt", F("ends_at"))),
                    name="pause_ends_after_start",
                ),
                ExclusionConstraint(
                    expressions=[
                        (
                            Func(
                                F("item"), F("item"), Value("[]"), function="int8range"
                            ),
                            "&&",
                        ),
                        (
                            Func(
                                F("starts_at"),
                                F("ends_at"),
                                function="tstzrange",
                                output_field=DateTimeRangeField(),
                            ),
                            "&&",
                        ),
                    ],
                    name="one_pause_at_a_time",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PlannedCost",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("item", of("work.item", related_name="planned_costs")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("material", "material"),
                        ("expense", "expense"),
                        ("fixed", "fixed cost"),
                    ],
                    max_length=8,
                ),
            ),
            ("name", models.CharField(max_length=200)),
            (
                "quantity",
                models.DecimalField(decimal_places=3, default=1, max_digits=12),
            ),
            ("unit", models.CharField(blank=True, max_length=40)),
            ("price_minor", models.PositiveBigIntegerField()),
            ("once_minor", models.PositiveBigIntegerField(default=0)),
            ("currency", models.CharField(max_length=3)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(("currency__regex", "^[A-Z]{3}$")),
                    name="planned_cost_has_a_currency",
                ),
                models.CheckConstraint(
                    condition=Q(("quantity__gte", 0)),
                    name="planned_quantity_is_no_debt",
                ),
                models.CheckConstraint(
                    condition=Q(("kind__in", ["material", "expense", "fixed"])),
                    name="planned_cost_has_a_kind",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Precedent",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("item", of("work.item", related_name="precedents")),
            ("past", of("work.item", related_name="+")),
            ("place", models.PositiveSmallIntegerField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "item", "past"), name="one_precedent_per_pair"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ItemWords",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            (
                "item",
                models.OneToOneField(
                    on_delete=models.CASCADE, related_name="words", to="work.item"
                ),
            ),
            ("start", models.CharField(db_collation="C", max_length=100)),
            ("in_title", WordsField()),
            ("in_text", WordsField()),
            ("in_fields", WordsField()),
        ],
        options={
            "indexes": [
                models.Index(fields=["workspace", "start"], name="item_words_by_start"),
                GinIndex(fields=["in_title"], name="item_words_in_title"),
                GinIndex(fields=["in_text"], name="item_words_in_text"),
                GinIndex(fields=["in_fields"], name="item_words_in_fields"),
            ],
        },
    ),
]
