from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


def plan_again(apps: Any, _schema_editor: Any) -> None:
    """Plans that are there already do not say how busy people are."""
    pending = apps.get_model("plan", "Pending")
    pending.objects.update(asked=models.F("asked") + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0002_members"),
        ("people", "0003_members"),
        ("plan", "0003_forecast_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="Load",
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
                ("first_on", models.DateField()),
                (
                    "booked",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=None
                    ),
                ),
                (
                    "able",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=None
                    ),
                ),
                ("run_id", models.BigIntegerField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="load",
                        to="people.person",
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
        ),
        migrations.RunPython(plan_again, migrations.RunPython.noop),
    ]
