import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0061_conversations"),
        ("work", "0071_item_chunk"),
        ("work", "0080_project_outlook_shares"),
    ]

    operations = [
        migrations.CreateModel(
            name="CostOfDelay",
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
                ("per_week", models.PositiveIntegerField()),
                ("once", models.PositiveIntegerField(default=0)),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cost_of_delay",
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("per_week__gt", 0), ("once__gt", 0), _connector="OR"
                        ),
                        name="delay_costs_something",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="outlook",
            name="score",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), null=True, size=None
            ),
        ),
        migrations.AddField(
            model_name="outlook",
            name="score_minutes",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="outlook",
            name="waiting",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="work.item",
            ),
        ),
        # of another meaning until the next plan, which is made within minutes
        migrations.RunSQL(
            "UPDATE work_outlook SET ahead = NULL", migrations.RunSQL.noop
        ),
    ]
