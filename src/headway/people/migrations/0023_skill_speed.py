from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0022_working_ways")]

    operations = [
        migrations.AddField(
            model_name="personskill",
            name="speed_percent",
            field=models.PositiveSmallIntegerField(default=100),
        ),
        migrations.AddConstraint(
            model_name="personskill",
            constraint=models.CheckConstraint(
                condition=models.Q(speed_percent__gte=10, speed_percent__lte=1000),
                name="skill_speed_is_10_to_1000",
            ),
        ),
    ]
