"""The bin; and the log tells links and new items of both things they happened to."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

OTHERS = """
UPDATE events_event SET other_type = 'work.item', other_id = (data->>'after_id')::bigint
WHERE kind IN ('work.items_linked', 'work.items_unlinked');
UPDATE events_event
SET other_type = 'work.project', other_id = (data->>'project_id')::bigint
WHERE kind = 'work.item_created';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_undo_and_others"),
        ("actors", "0002_members"),
        ("people", "0003_members"),
        ("work", "0002_grants"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deletion",
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
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="item",
            name="one_item_per_external_id",
        ),
        migrations.RemoveConstraint(
            model_name="project",
            name="one_project_per_external_id",
        ),
        migrations.AddField(
            model_name="deletion",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="actors.actor",
            ),
        ),
        migrations.AddField(
            model_name="deletion",
            name="item",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deletions",
                to="work.item",
            ),
        ),
        migrations.AddField(
            model_name="deletion",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deletions",
                to="work.project",
            ),
        ),
        migrations.AddField(
            model_name="deletion",
            name="workspace",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to="actors.workspace"
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="deletion",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="work.deletion",
            ),
        ),
        migrations.AddField(
            model_name="link",
            name="deletion",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="work.deletion",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="deletion",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="work.deletion",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("external_id", ""), _negated=True), ("deletion", None)
                ),
                fields=("workspace", "project", "external_source", "external_id"),
                name="one_item_per_external_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("external_id", ""), _negated=True), ("deletion", None)
                ),
                fields=("workspace", "external_source", "external_id"),
                name="one_project_per_external_id",
            ),
        ),
        migrations.AddIndex(
            model_name="deletion",
            index=models.Index(fields=["workspace", "at"], name="deletion_by_time"),
        ),
        migrations.RunSQL(OTHERS, migrations.RunSQL.noop),
    ]
