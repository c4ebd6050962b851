import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0005_language"),
        ("work", "0161_ahead_override"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrontDefault",
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
                (
                    "front",
                    models.CharField(
                        choices=[
                            ("importance", "Importance"),
                            ("stars", "Stars"),
                            ("moscow", "MoSCoW"),
                            ("rice", "RICE"),
                            ("wsjf", "WSJF"),
                            ("cost", "Cost of delay"),
                            ("eisenhower", "Eisenhower"),
                            ("order", "Order on the board"),
                        ],
                        max_length=16,
                    ),
                ),
                ("set_at", models.DateTimeField(auto_now=True)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="actors.actor",
                    ),
                ),
                (
                    "workspace",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="actors.workspace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "front__in",
                                [
                                    "importance",
                                    "stars",
                                    "moscow",
                                    "rice",
                                    "wsjf",
                                    "cost",
                                    "eisenhower",
                                    "order",
                                ],
                            )
                        ),
                        name="front_default_is_known",
                    )
                ],
            },
        ),
    ]
