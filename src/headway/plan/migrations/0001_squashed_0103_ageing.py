"""What planning decides and finds."""

from django.db import migrations

from headway.base.tables import AtOnce
from headway.plan.migrations.squashed import decisions, runs
from headway.plan.migrations.squashed.before import REPLACED


class Migration(migrations.Migration):
    initial = True

    replaces = REPLACED

    dependencies = [
        ("actors", "0001_squashed_0035_interruptions"),
        ("people", "0001_squashed_0023_skill_speed"),
        ("work", "0001_squashed_0188_narrower_groups"),
    ]

    operations = [
        AtOnce(
            [
                *runs.OPERATIONS,
                *decisions.OPERATIONS,
            ]
        )
    ]
