from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0162_front_default")]

    operations = [
        migrations.AddField(
            model_name="link",
            name="lag_low_minutes",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="link",
            name="lag_high_minutes",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lag_high_minutes", None), ("lag_low_minutes", None)),
                    models.Q(
                        ("lag_high_minutes__gte", models.F("lag_minutes")),
                        ("lag_low_minutes__gte", 1),
                        ("lag_low_minutes__lte", models.F("lag_minutes")),
                    ),
                    _connector="OR",
                ),
                name="link_lag_between_its_ends",
            ),
        ),
    ]
