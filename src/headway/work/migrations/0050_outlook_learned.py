from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0030_saved_view_looks"),
    ]

    operations = [
        migrations.AddField(
            model_name="outlook",
            name="expected_minutes",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="outlook",
            name="learned_from",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="outlook",
            name="own_percent",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
