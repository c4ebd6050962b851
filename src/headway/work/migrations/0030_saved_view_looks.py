import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0020_label_removed")]

    operations = [
        migrations.AddField(
            model_name="savedview",
            name="columns",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=16),
                blank=True,
                default=list,
                size=40,
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="grouping",
            field=models.CharField(blank=True, default="", max_length=16),
            preserve_default=False,
        ),
    ]
