"""Workspaces, and who acts in them."""

from django.db import migrations, models
from django.db.models import F, Q

from headway.actors.models import draw_seed
from headway.base.languages import language_choices
from headway.base.tables import key, of


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("actors", "0001_initial"),
        ("actors", "0002_members"),
        ("actors", "0003_week_start"),
        ("actors", "0004_is_demo"),
        ("actors", "0005_language"),
        ("actors", "0035_interruptions"),
    ]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Workspace",
            fields=[
                ("id", key()),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=200)),
                ("zone", models.CharField(default="UTC", max_length=64)),
                (
                    "language",
                    models.CharField(
                        choices=language_choices,
                        default="en",
                        max_length=16,
                    ),
                ),
                (
                    "week_start",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Monday"), (5, "Saturday"), (6, "Sunday")],
                        default=0,
                    ),
                ),
                ("interrupted_percent", models.PositiveSmallIntegerField(null=True)),
                (
                    "interrupted_most_percent",
                    models.PositiveSmallIntegerField(null=True),
                ),
                (
                    "seed",
                    models.BigIntegerField(default=draw_seed, editable=False),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(
                            Q(
                                ("interrupted_most_percent", None),
                                ("interrupted_percent", None),
                            ),
                            Q(
                                ("interrupted_percent__lte", 80),
                                Q(
                                    ("interrupted_most_percent", None),
                                    Q(
                                        (
                                            "interrupted_most_percent__gte",
                                            F("interrupted_percent"),
                                        ),
                                        ("interrupted_most_percent__lte", 80),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="workspace_interruptions_leave_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Actor",
            fields=[
                ("id", key()),
                ("workspace", of("actors.workspace")),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "Person"), ("system", "System")],
                        max_length=16,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("admin", "Administrator"),
                            ("member", "Member"),
                            ("guest", "Guest"),
                            ("system", "Headway"),
                        ],
                        default="member",
                        max_length=16,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("kind", "system")),
                        fields=("workspace", "name"),
                        name="one_system_actor_per_name",
                    )
                ],
            },
        ),
    ]
