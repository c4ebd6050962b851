from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0131_planned_cost")]

    operations = [
        migrations.AddField(
            model_name="demand",
            name="external_id",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="demand",
            name="external_source",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
    ]
