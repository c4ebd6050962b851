from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0170_lag_range")]

    operations = [
        migrations.AddField(
            model_name="demand",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
