from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0071_item_chunk")]

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
