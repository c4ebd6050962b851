"""The demo made on an awkward day; alone, as the others have theirs for a module."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from headway.demo import create_demo
from headway.events.partitions import ensure_partitions
from headway.people.models import Holiday
from headway.work.models import Item

UNDER_WAY = ("FRY", "GRN", "LIB", "ORC", "THE")


@pytest.mark.django_db
def test_it_can_be_made_on_the_first_of_january_a_sunday(monkeypatch, sign_ins: Path):
    moment = datetime(2034, 1, 1, 11, 7, tzinfo=UTC)
    ensure_partitions(moment.date())
    monkeypatch.setattr(timezone, "now", lambda: moment)
    try:
        create_demo()
    finally:
        sign_ins.unlink(missing_ok=True)
    assert Item.objects.filter(project__key__in=UNDER_WAY).count() > 360
    assert not Item.objects.filter(finished_at__gt=moment).exists()
    assert not Item.objects.filter(created_at__gt=moment).exists()
    assert Holiday.objects.filter(on=date(2034, 1, 1)).count() >= 2
    since = moment - timedelta(days=555)
    assert not Item.objects.filter(started_at__lt=since).exists()
