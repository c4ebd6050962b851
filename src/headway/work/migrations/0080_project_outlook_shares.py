from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0060_project_targets")]

    operations = [
        migrations.AddField(
            model_name="projectoutlook",
            name="team_share",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="projectoutlook",
            name="growth_share",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
