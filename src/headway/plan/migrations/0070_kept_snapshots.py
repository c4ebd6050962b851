import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actors", "0005_language"), ("plan", "0060_baselines")]

    operations = [
        migrations.CreateModel(
            name="KeptSnapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("day", models.DateField()),
                ("read_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("shape", models.CharField(max_length=16)),
                ("content", models.BinaryField()),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="actors.workspace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "day"), name="one_snapshot_a_day"
                    )
                ],
            },
        ),
    ]
