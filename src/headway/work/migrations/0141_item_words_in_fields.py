from typing import Any

import django.contrib.postgres.indexes
from django.db import migrations

import headway.base.fields
from headway.work.models.words import said_in_fields

AT_ONCE = 1000


def find_words(apps: Any, schema_editor: Any) -> None:
    """Find items that say texts in fields by them."""
    items = apps.get_model("work", "Item").objects.exclude(custom={})
    words = apps.get_model("work", "ItemWords")
    rows = items.values_list("pk", "workspace_id", "title", "custom")
    for pk, *said in rows.iterator(AT_ONCE):
        if found := said_in_fields(*said):
            words.objects.filter(item_id=pk).update(in_fields=found)


class Migration(migrations.Migration):
    dependencies = [("work", "0140_demand_external")]

    operations = [
        migrations.AddField(
            model_name="itemwords",
            name="in_fields",
            field=headway.base.fields.WordsField(default=""),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="itemwords",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["in_fields"], name="item_words_in_fields"
            ),
        ),
        migrations.RunPython(find_words, migrations.RunPython.noop),
    ]
