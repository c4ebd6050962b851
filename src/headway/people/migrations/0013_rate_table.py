"""Counts of requests: unlogged, as nobody misses them after a crash."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0012_answer_headers")]

    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE headway_rate (
                who varchar(80) PRIMARY KEY,
                minute bigint NOT NULL,
                taken bigint NOT NULL
            )
            """,
            "DROP TABLE headway_rate",
        )
    ]
