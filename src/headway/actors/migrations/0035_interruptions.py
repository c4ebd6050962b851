from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actors", "0005_language")]

    operations = [
        migrations.AddField(
            model_name="workspace",
            name="interrupted_percent",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="workspace",
            name="interrupted_most_percent",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="workspace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interrupted_most_percent", None), ("interrupted_percent", None)
                )
                | models.Q(("interrupted_percent__lte", 80))
                & (
                    models.Q(("interrupted_most_percent", None))
                    | models.Q(
                        (
                            "interrupted_most_percent__gte",
                            models.F("interrupted_percent"),
                        ),
                        ("interrupted_most_percent__lte", 80),
                    )
                ),
                name="workspace_interruptions_leave_time",
            ),
        ),
    ]
