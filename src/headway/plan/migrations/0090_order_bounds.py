from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0050_run_allowances")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="bounds",
            field=models.JSONField(default=dict),
        ),
    ]
