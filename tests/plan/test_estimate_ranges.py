"""What the plan makes of an estimate with two ends."""

from math import log

import numpy as np
import pytest

from headway.actors.models import Actor
from headway.people.actions import add_person
from headway.plan.compile.amounts import amount
from headway.plan.snapshot import take_snapshot
from headway.work.actions import Part, assign_people, edit_item
from headway.work.models import Item
from headway_engine.effort import DEFAULT_SPREAD, _fresh
from headway_engine.problem import ENDS_AT
from tests.plan.test_forecast import outlooks

WIDE = {"effort_minutes": 480, "low_minutes": 240, "high_minutes": 1920}


def planned(item: Item) -> tuple[float, float, bool]:
    snapshot = take_snapshot(item.workspace_id)
    return amount(next(row for row in snapshot.items if row.pk == item.pk))[:3]


def test_one_draw_in_ten_lies_beyond_each_end():
    low, high = np.quantile(_fresh(), [0.1, 0.9])
    assert (-low, high) == pytest.approx((ENDS_AT, ENDS_AT), abs=0.005)


def test_the_likely_is_the_median_and_the_ends_give_the_spread(survey, ada: Actor):
    assert planned(survey) == (480.0, DEFAULT_SPREAD, False)
    edit_item(survey.pk, by=ada, **WIDE)
    assert planned(survey) == (480.0, pytest.approx(log(8) / (2 * ENDS_AT)), False)


def test_what_was_spent_narrows_a_wide_range(survey: Item, ada: Actor):
    edit_item(survey.pk, by=ada, spent_minutes=400, **WIDE)
    left, spread, _ = planned(survey)
    narrow = {"effort_minutes": 480, "low_minutes": 470, "high_minutes": 490}
    edit_item(survey.pk, by=ada, **narrow)
    sure, small, _ = planned(survey)

    assert sure == pytest.approx(80, abs=5)
    assert left > 2 * sure
    assert spread > small


def test_what_is_left_keeps_the_spread_of_its_estimate(survey: Item, ada: Actor):
    edit_item(survey.pk, by=ada, remaining_minutes=100, **WIDE)
    assert planned(survey) == (100.0, pytest.approx(log(8) / (2 * ENDS_AT)), False)


def test_elapsed_time_is_certain_unless_a_range_says_otherwise(survey, ada: Actor):
    edit_item(survey.pk, by=ada, drive="elapsed", duration_minutes=600)
    assert planned(survey) == (600.0, 0.0, False)
    edit_item(survey.pk, by=ada, low_minutes=300, high_minutes=1200)
    assert planned(survey) == (600.0, pytest.approx(log(4) / (2 * ENDS_AT)), False)


def test_a_narrow_range_makes_a_surer_date(survey: Item, dee: Actor):
    person = add_person(by=dee, name="Eve", availability_percent=100)
    item = assign_people(survey.pk, [Part(person_id=person.pk)], by=dee)
    open_ended = outlooks(dee.workspace_id)[item.pk]
    edit_item(item.pk, by=dee, low_minutes=450, high_minutes=500)
    sure = outlooks(dee.workspace_id)[item.pk]
    assert sure.p95 - sure.p5 < open_ended.p95 - open_ended.p5
