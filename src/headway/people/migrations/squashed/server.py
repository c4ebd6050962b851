"""What servers keep together: answers, mail that failed, and tables without models."""

from django.db import migrations, models
from django.utils import timezone

from headway.base.tables import key, of

CACHE = """
CREATE TABLE headway_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX headway_cache_expires ON headway_cache (expires);
"""
"""The shared cache; columns as ``createcachetable`` would make them."""

RATE = """
CREATE UNLOGGED TABLE headway_rate (
    who varchar(80) PRIMARY KEY,
    minute bigint NOT NULL,
    taken bigint NOT NULL
)
"""
"""Counts of requests: unlogged, as nobody misses them after a crash."""

OPERATIONS = [
    migrations.RunSQL(CACHE, "DROP TABLE headway_cache"),
    migrations.RunSQL(RATE, "DROP TABLE headway_rate"),
    migrations.CreateModel(
        name="Answer",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("actor", of("actors.actor")),
            ("key", models.CharField(max_length=200)),
            ("request_digest", models.CharField(max_length=64)),
            ("status", models.PositiveSmallIntegerField(default=0)),
            ("headers", models.JSONField(default=dict)),
            ("body", models.BinaryField(default=bytes)),
            ("answered_at", models.DateTimeField(auto_now_add=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "actor", "key"), name="one_answer_per_key"
                )
            ],
            "indexes": [models.Index(fields=["answered_at"], name="answer_by_age")],
        },
    ),
    migrations.CreateModel(
        name="MailFailure",
        fields=[
            ("id", key()),
            ("workspace", of("actors.workspace")),
            ("letter", models.UUIDField()),
            ("to", models.CharField(max_length=254)),
            ("subject", models.CharField(max_length=200)),
            ("reason", models.CharField(max_length=500)),
            ("attempts", models.PositiveSmallIntegerField(default=1)),
            ("failed_at", models.DateTimeField(default=timezone.now)),
            ("sent_at", models.DateTimeField(null=True)),
            ("given_up_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("workspace", "letter"), name="one_failure_per_letter"
                )
            ],
            "indexes": [
                models.Index(
                    fields=["workspace", "-failed_at"], name="mail_failure_by_time"
                )
            ],
        },
    ),
]
