import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0005_language"),
        ("work", "0105_project_outlook_bounds"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomField",
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
                ("name", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("number", "Number"),
                            ("date", "Date"),
                            ("yes_no", "Yes or no"),
                            ("option", "One option"),
                            ("options", "Several options"),
                            ("person", "Person"),
                            ("address", "Web address"),
                        ],
                        max_length=8,
                    ),
                ),
                ("options", models.JSONField(default=list)),
                (
                    "last_option",
                    models.PositiveIntegerField(default=0, editable=False),
                ),
                (
                    "type_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("is_shown_to_guests", models.BooleanField(default=False)),
                ("archived_at", models.DateTimeField(editable=False, null=True)),
                ("removed_at", models.DateTimeField(editable=False, null=True)),
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
                        models.F("workspace"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("removed_at", None)),
                        name="one_field_per_name",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="item",
            name="custom",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddIndex(
            model_name="item",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["custom"],
                name="item_by_custom",
                opclasses=["jsonb_path_ops"],
            ),
        ),
    ]
