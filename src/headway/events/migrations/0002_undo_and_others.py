"""What an operation takes back, and the second thing that an event happened to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0002_members"),
        ("events", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="other_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="other_type",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="event",
            name="undoes",
            field=models.UUIDField(null=True),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("other_id__isnull", False)),
                fields=["workspace", "other_type", "other_id"],
                name="event_by_other",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                fields=["workspace", "actor", "id"], name="event_by_actor"
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["workspace", "id"], name="event_by_workspace"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("undoes__isnull", False)),
                fields=["workspace", "undoes"],
                name="event_by_undone",
            ),
        ),
    ]
