import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0002_members"),
        ("work", "0050_outlook_learned"),
    ]

    operations = [
        migrations.CreateModel(
            name="Precedent",
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
                ("place", models.PositiveSmallIntegerField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="precedents",
                        to="work.item",
                    ),
                ),
                (
                    "past",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="work.item",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="actors.workspace",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="precedent",
            constraint=models.UniqueConstraint(
                fields=("workspace", "item", "past"), name="one_precedent_per_pair"
            ),
        ),
    ]
