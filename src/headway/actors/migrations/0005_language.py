from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0004_is_demo"),
    ]

    operations = [
        migrations.AddField(
            model_name="workspace",
            name="language",
            field=models.CharField(default="en", max_length=16),
        ),
    ]
