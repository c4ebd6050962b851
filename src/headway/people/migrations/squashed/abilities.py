"""What people can do, and what they cost."""

from django.db import migrations, models
from django.db.models import Q
from django.utils import timezone

from headway.base.tables import key, of

OPERATIONS = [
    migrations.CreateModel(
        name="Rate",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("person", of("people.person", related_name="rates")),
            (
                "kind",
                models.CharField(
                    choices=[("cost", "cost"), ("bill", "bill")], max_length=8
                ),
            ),
            ("amount_minor", models.PositiveBigIntegerField()),
            ("currency", models.CharField(max_length=3)),
            ("valid_from", models.DateField()),
            ("removed_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=Q(("removed_at", None)),
                    fields=("workspace", "person", "kind", "valid_from"),
                    name="one_rate_per_day_and_kind",
                ),
                models.CheckConstraint(
                    condition=Q(("currency__regex", "^[A-Z]{3}$")),
                    name="currency_has_a_code",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Skill",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("name", models.CharField(max_length=100)),
            ("category", models.CharField(blank=True, max_length=100)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "name"), name="one_skill_per_name"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="PersonSkill",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("person", of("people.person", related_name="skills")),
            ("skill", of("people.skill", related_name="people")),
            (
                "level",
                models.PositiveSmallIntegerField(
                    choices=[
                        (1, "learns it"),
                        (2, "does it with help"),
                        (3, "does it alone"),
                        (4, "does it well"),
                        (5, "teaches it"),
                    ]
                ),
            ),
            ("speed_percent", models.PositiveSmallIntegerField(default=100)),
            (
                "source",
                models.CharField(
                    choices=[
                        ("self", "said by themselves"),
                        ("lead", "said by their lead"),
                        ("evidence", "shown by work or a certificate"),
                    ],
                    max_length=16,
                ),
            ),
            ("valid_from", models.DateField()),
            ("note", models.CharField(blank=True, max_length=200)),
            ("said_by", of("actors.actor", models.RESTRICT, related_name="+")),
            ("said_at", models.DateTimeField(default=timezone.now)),
            ("removed_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=Q(("removed_at", None)),
                    fields=("workspace", "person", "skill", "source", "valid_from"),
                    name="one_level_per_day_and_source",
                ),
                models.CheckConstraint(
                    condition=Q(("level__gte", 1), ("level__lte", 5)),
                    name="skill_level_is_1_to_5",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("speed_percent__gte", 10), ("speed_percent__lte", 1000)
                    ),
                    name="skill_speed_is_10_to_1000",
                ),
            ],
        },
    ),
]
