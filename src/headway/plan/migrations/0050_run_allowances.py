from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0040_order")]

    operations = [
        migrations.AddField(
            model_name="run",
            name="team_percent",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="run",
            name="team_periods",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="run",
            name="growth_percent",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="run",
            name="growth_projects",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
