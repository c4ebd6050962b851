from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0003_week_start"),
    ]

    operations = [
        migrations.AddField(
            model_name="workspace",
            name="is_demo",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
