from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0186_left_in_sums"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("deletion", None), ("finished_at__isnull", False)),
                fields=["workspace", "project", "finished_at"],
                name="item_by_finish",
            ),
        ),
    ]
