from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0060_project_targets"),
    ]

    operations = [
        migrations.AddField(
            model_name="outlook",
            name="critical_percent",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
