"""The table of the shared cache; columns as ``createcachetable`` would make them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE headway_cache (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX headway_cache_expires ON headway_cache (expires);
            """,
            "DROP TABLE headway_cache",
        )
    ]
