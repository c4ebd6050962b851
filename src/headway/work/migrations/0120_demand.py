import django.db.models.deletion
from django.db import migrations, models

LEVELS = [
    (1, "learns it"),
    (2, "does it with help"),
    (3, "does it alone"),
    (4, "does it well"),
    (5, "teaches it"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0022_working_ways"),
        ("work", "0110_custom_fields"),
    ]

    operations = [
        migrations.CreateModel(
            name="Demand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "level",
                    models.PositiveSmallIntegerField(choices=LEVELS, default=3),
                ),
                ("effort_minutes", models.PositiveIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("probability_percent", models.PositiveSmallIntegerField()),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="demands",
                        to="work.project",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.skill",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="actors.workspace",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["workspace", "project"], name="demand_by_project"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("probability_percent__gte", 1),
                            ("probability_percent__lte", 100),
                        ),
                        name="demand_may_come",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 5)),
                        name="demanded_level_is_1_to_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="demand_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effort_minutes__gte", 1),
                            ("effort_minutes__lte", 10000000),
                        ),
                        name="demand_is_some_work",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="outlook",
            name="demand",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="work.demand",
            ),
        ),
    ]
