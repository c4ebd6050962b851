import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("material", "material"),
    ("expense", "expense"),
    ("fixed", "fixed cost"),
]


class Migration(migrations.Migration):
    dependencies = [("work", "0130_pause")]

    operations = [
        migrations.CreateModel(
            name="PlannedCost",
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
                ("kind", models.CharField(choices=KINDS, max_length=8)),
                ("name", models.CharField(max_length=200)),
                (
                    "quantity",
                    models.DecimalField(decimal_places=3, default=1, max_digits=12),
                ),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("price_minor", models.PositiveBigIntegerField()),
                ("once_minor", models.PositiveBigIntegerField(default=0)),
                ("currency", models.CharField(max_length=3)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="planned_costs",
                        to="work.item",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^[A-Z]{3}$")),
                        name="planned_cost_has_a_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 0)),
                        name="planned_quantity_is_no_debt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["material", "expense", "fixed"])
                        ),
                        name="planned_cost_has_a_kind",
                    ),
                ],
            },
        ),
    ]
