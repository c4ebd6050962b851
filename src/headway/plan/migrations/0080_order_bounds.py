from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0070_kept_snapshots")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="bounds",
            field=models.JSONField(default=dict),
        ),
    ]
