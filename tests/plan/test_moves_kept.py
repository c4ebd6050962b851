"""What is kept of plans, and that all of it is part of a cause that has words."""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.utils import timezone

from headway.actors.models import Actor
from headway.people.week import Timetable
from headway.plan.actions.keeping import keep_snapshot
from headway.plan.forecast import forecast
from headway.plan.models import KeptSnapshot
from headway.plan.moves import differences as compared
from headway.plan.moves.words import TITLES
from headway.plan.rows import ItemRow, PersonRow, ProjectRow
from headway.plan.snapshot import Snapshot, take_snapshot
from tests.plan.keeping import keep

DAY = timedelta(days=1)


def test_days_are_kept_for_a_month_and_weeks_for_a_year(dee: Actor):
    kept = keep(dee)
    made = forecast(take_snapshot(dee.workspace_id), now=timezone.now(), scenarios=1)
    assert not keep_snapshot(made, read_at=timezone.now(), by=dee)
    rows = [
        KeptSnapshot(
            workspace_id=dee.workspace_id,
            day=kept.day - n * DAY,
            read_at=kept.read_at,
            at=kept.at,
            shape="older",
            content=b"",
        )
        for n in range(1, 500)
    ]
    KeptSnapshot.objects.bulk_create(rows)
    kept.delete()
    assert keep_snapshot(made, read_at=timezone.now(), by=dee)
    days = list(KeptSnapshot.objects.order_by("-day").values_list("day", flat=True))
    assert [(days[0] - day).days for day in days[:30]] == list(range(30))
    assert 76 <= len(days) <= 30 + 52
    assert all(day.weekday() == 0 for day in days[31:-1])
    assert (days[0] - days[-1]).days <= 366


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (ItemRow, compared.ITEM_ASPECTS),
        (ProjectRow, compared.PROJECT_ASPECTS),
        (PersonRow, compared.PERSON_ASPECTS),
        (Timetable, compared.TIMETABLE_ASPECTS),
    ],
)
def test_every_column_that_planning_reads_is_part_of_a_cause(row, named):
    assert set(row.__annotations__) - compared.UNREAD == set(named)


def test_every_part_of_a_snapshot_is_compared():
    known = {*compared.TABLES, *compared.FIXED, *compared.WHOLE_ASPECTS}
    assert {each.name for each in fields(Snapshot)} == known


def test_every_cause_has_words():
    item = {*compared.ITEM_ASPECTS.values(), *compared.OF_ITEMS.values(), "link"}
    project = {*compared.PROJECT_ASPECTS.values(), "expected", "members", "outline"}
    person = {
        *compared.PERSON_ASPECTS.values(),
        *compared.TIMETABLE_ASPECTS.values(),
        "levels",
    }
    whole = {*compared.WHOLE_ASPECTS.values(), "holidays", "calendar"}
    come_and_go = {"added", "removed"}
    wanted = {
        *((compared.ITEM, aspect) for aspect in item - {"outline"} | come_and_go),
        *((compared.PROJECT, aspect) for aspect in project | come_and_go),
        *((compared.PERSON, aspect) for aspect in person - {"holidays"} | come_and_go),
        *((compared.WORKSPACE, aspect) for aspect in whole - {compared.LEARNING}),
        (compared.CALENDAR, "calendar"),
    }
    assert wanted == set(TITLES)
