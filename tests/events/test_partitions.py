from datetime import date

import pytest
from django.db import connection

from headway.events.partitions import ensure_partitions

pytestmark = pytest.mark.django_db


def partitions() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits "
            "WHERE inhparent = 'events_event'::regclass"
        )
        return {name for (name,) in cursor.fetchall()}


def test_this_month_and_the_next_three_have_theirs_over_the_turn_of_the_year():
    ensure_partitions(date(2031, 11, 30))
    ensure_partitions(date(2031, 11, 30))

    names = {"2031_11", "2031_12", "2032_01", "2032_02"}
    assert {f"events_event_{name}" for name in names} <= partitions()
    assert "events_event_2032_03" not in partitions()
