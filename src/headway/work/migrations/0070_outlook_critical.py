from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0061_conversations"),
    ]

    operations = [
        migrations.AddField(
            model_name="outlook",
            name="critical_percent",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
