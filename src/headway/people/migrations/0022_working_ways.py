from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0016_same_person")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="items_at_once",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="person",
            name="interrupted_percent",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="interrupted_most_percent",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(items_at_once__gte=1, items_at_once__lte=9),
                name="some_items_at_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
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
                name="interruptions_leave_time",
            ),
        ),
    ]
