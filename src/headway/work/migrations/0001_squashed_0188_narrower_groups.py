"""Projects, their items, and what belongs to them."""

from django.db import migrations

from headway.base.tables import AtOnce
from headway.work.migrations.squashed import (
    details,
    items,
    links,
    outlook,
    projects,
    types,
)
from headway.work.migrations.squashed.before import REPLACED


class Migration(migrations.Migration):
    initial = True

    replaces = REPLACED

    dependencies = [
        ("actors", "0001_squashed_0035_interruptions"),
        ("comms", "0001_squashed_0002_threads"),
        ("people", "0001_squashed_0023_skill_speed"),
    ]

    operations = [
        AtOnce(
            [
                *types.OPERATIONS,
                *projects.OPERATIONS,
                *items.OPERATIONS,
                *links.OPERATIONS,
                *details.OPERATIONS,
                *outlook.OPERATIONS,
            ]
        )
    ]
