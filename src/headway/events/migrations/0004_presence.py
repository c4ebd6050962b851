"""Who has what open; in a table that a crash may empty."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0002_members"),
        ("events", "0003_job_failures"),
    ]

    operations = [
        migrations.CreateModel(
            name="Presence",
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
                ("subject_type", models.CharField(max_length=32)),
                ("subject_id", models.BigIntegerField()),
                ("seen_at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="actors.actor",
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
                    models.UniqueConstraint(
                        fields=("workspace", "subject_type", "subject_id", "actor"),
                        name="present_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE events_presence SET UNLOGGED", migrations.RunSQL.noop
        ),
    ]
