import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0051_precedents"),
    ]

    operations = [
        migrations.AddField(
            model_name="outlook",
            name="ahead",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), null=True, size=None
            ),
        ),
        migrations.AddField(
            model_name="outlook",
            name="latest_start",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="outlook",
            name="due_through",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="work.item",
            ),
        ),
        migrations.AddField(
            model_name="outlook",
            name="behind_minutes",
            field=models.PositiveIntegerField(null=True),
        ),
    ]
