from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0061_conversations"),
        ("work", "0080_project_outlook_shares"),
    ]

    operations = [
        migrations.AddField(
            model_name="outlook",
            name="critical_percent",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
