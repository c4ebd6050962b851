from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0095_overrides")]

    operations = [
        migrations.AddField(
            model_name="load",
            name="is_interrupted_by_default",
            field=models.BooleanField(default=False),
        ),
    ]
