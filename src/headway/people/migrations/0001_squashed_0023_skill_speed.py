"""Whom Headway knows, when they work, and what they can."""

from django.db import migrations

from headway.base.tables import AtOnce
from headway.people.migrations.squashed import (
    abilities,
    calendars,
    persons,
    server,
    time,
)
from headway.people.migrations.squashed.before import REPLACED


class Migration(migrations.Migration):
    initial = True

    replaces = REPLACED

    dependencies = [
        ("actors", "0001_squashed_0035_interruptions"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        AtOnce(
            [
                *calendars.OPERATIONS,
                *persons.OPERATIONS,
                *time.OPERATIONS,
                *abilities.OPERATIONS,
                *server.OPERATIONS,
            ]
        )
    ]
