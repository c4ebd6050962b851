"""Files, and what is said in threads."""

from django.db import migrations, models
from django.db.models import Q
from django.utils import timezone

from headway.base.file_names import check_file_name
from headway.base.tables import key, of


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("comms", "0001_files"),
        ("comms", "0002_threads"),
    ]

    dependencies = [("actors", "0001_squashed_0035_interruptions")]

    operations = [
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", key()),
                ("workspace", of("actors.workspace")),
                (
                    "name",
                    models.CharField(
                        max_length=200,
                        validators=[check_file_name],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FileVersion",
            fields=[
                ("id", key()),
                ("workspace", of("actors.workspace")),
                ("file", of("comms.file", related_name="versions")),
                ("number", models.PositiveIntegerField()),
                ("content", models.UUIDField()),
                ("size", models.PositiveBigIntegerField()),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("image/png", "PNG"),
                            ("image/jpeg", "JPEG"),
                            ("image/gif", "GIF"),
                            ("image/webp", "WebP"),
                            ("application/pdf", "PDF"),
                            ("application/zip", "ZIP"),
                            ("application/octet-stream", ""),
                        ],
                        default="application/octet-stream",
                        max_length=40,
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("by", of("actors.actor", models.RESTRICT, related_name="+")),
                ("at", models.DateTimeField(default=timezone.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "file", "number"),
                        name="one_file_version_per_number",
                    ),
                    models.CheckConstraint(
                        condition=Q(("number__gte", 1), ("size__gte", 1)),
                        name="file_version_is_not_empty",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["workspace", "content"], name="file_version_by_content"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", key()),
                ("workspace", of("actors.workspace")),
            ],
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", key()),
                ("workspace", of("actors.workspace")),
                ("thread", of("comms.thread", related_name="comments")),
                (
                    "author",
                    of("actors.actor", models.RESTRICT, null=True, related_name="+"),
                ),
                ("text", models.TextField(max_length=65536)),
                ("at", models.DateTimeField(default=timezone.now)),
                ("edited_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "removed_by",
                    of(
                        "actors.actor",
                        models.RESTRICT,
                        null=True,
                        editable=False,
                        related_name="+",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("external_source", models.CharField(blank=True, max_length=64)),
                ("external_id", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("external_id", ""), _negated=True),
                        fields=(
                            "workspace",
                            "thread",
                            "external_source",
                            "external_id",
                        ),
                        name="one_comment_per_external_id",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            ("author__isnull", False),
                            Q(("external_id", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="comment_said_here_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            Q(("removed_at", None), ("removed_by", None)),
                            Q(
                                ("removed_at__isnull", False),
                                ("removed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="comment_removed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=Q(("text", ""), _negated=True),
                        name="comment_says_something",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["workspace", "thread", "at", "id"],
                        name="comment_by_time",
                    )
                ],
            },
        ),
    ]
