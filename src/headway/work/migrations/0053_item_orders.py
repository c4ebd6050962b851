from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("work", "0052_outlook_ahead")]

    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                fields=["workspace", "deadline", "id"], name="item_by_due"
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                "workspace",
                F("priority").desc(nulls_last=True),
                "id",
                name="item_by_priority",
            ),
        ),
    ]
