from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0070_outlook_critical"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="chunk_minutes",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
    ]
