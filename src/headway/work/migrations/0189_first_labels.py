from django.db import migrations, models

FILL = """
UPDATE work_itemlabel SET is_first = true
FROM (
    SELECT DISTINCT ON (held.item_id) held.id
    FROM work_itemlabel held JOIN work_label label ON label.id = held.label_id
    ORDER BY held.item_id, label.name, label.id
) AS first
WHERE first.id = work_itemlabel.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0001_squashed_0035_interruptions"),
        ("work", "0001_squashed_0188_narrower_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="itemlabel",
            name="is_first",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="itemlabel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_first", True)),
                fields=("workspace", "item"),
                include=("label",),
                name="one_first_label_per_item",
            ),
        ),
    ]
