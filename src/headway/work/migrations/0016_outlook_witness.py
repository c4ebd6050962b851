"""An outlook names whom its item waits for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0013_skills_and_rates"),
        ("work", "0015_item_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="outlook",
            name="witness",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="people.person",
            ),
        ),
    ]
