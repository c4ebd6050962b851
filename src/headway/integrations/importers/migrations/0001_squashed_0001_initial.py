"""Imports, and what they found."""

import uuid

from django.db import migrations, models
from django.db.models import F, Q
from django.utils import timezone

from headway.base.tables import key, of


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("importers", "0001_initial"),
    ]

    dependencies = [
        ("actors", "0001_squashed_0035_interruptions"),
        ("comms", "0001_squashed_0002_threads"),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", key()),
                ("workspace", of("actors.workspace")),
                ("by", of("actors.actor", models.RESTRICT, related_name="+")),
                ("name", models.CharField(max_length=200)),
                ("source", models.CharField(blank=True, max_length=64)),
                (
                    "file",
                    of(
                        "comms.file",
                        models.SET_NULL,
                        null=True,
                        editable=False,
                        related_name="imports",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Being looked through"),
                            ("checked", "Ready to start"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                            ("undoing", "Being undone"),
                            ("undone", "Undone"),
                        ],
                        default="uploaded",
                        max_length=16,
                    ),
                ),
                ("choices", models.JSONField(default=dict)),
                ("found", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("problem", models.TextField(blank=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("operation", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("at", models.DateTimeField(default=timezone.now)),
                ("started_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("done__lte", F("total"))),
                        name="import_done_of_total",
                    )
                ],
                "indexes": [
                    models.Index(fields=["workspace", "at"], name="import_by_time")
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", key()),
                ("workspace", of("actors.workspace")),
                ("run", of("importers.import", related_name="findings")),
                ("step", models.PositiveIntegerField(default=0)),
                ("where", models.CharField(max_length=500)),
                ("why", models.CharField(max_length=2000)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["workspace", "run", "id"], name="finding_of")
                ],
            },
        ),
    ]
