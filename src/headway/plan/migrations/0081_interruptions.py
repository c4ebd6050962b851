from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0080_order_bounds")]

    operations = [
        migrations.AddField(
            model_name="load",
            name="interrupted_percent",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="load",
            name="interrupted_most_percent",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="load",
            name="unplanned_items",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="load",
            name="finished_items",
            field=models.PositiveIntegerField(null=True),
        ),
    ]
