from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0013_skills_and_rates"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(blank=True, default="", max_length=16),
            preserve_default=False,
        ),
    ]
