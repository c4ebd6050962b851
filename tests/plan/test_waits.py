"""Waits for somebody outside: a range on the wall clock that takes nobody's time."""

from datetime import UTC, datetime, timedelta

import pytest

from headway.plan.actions.replanning import replan_workspace
from headway.plan.compile.amounts import amount
from headway.plan.compile.workspace import compile_problem
from headway.plan.snapshot import take_snapshot
from headway.work.actions import create_item, edit_item, link_items, move_item
from headway.work.models import Item, Outlook
from headway_engine.problem import NEVER

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
DAY = 1440


@pytest.fixture
def permit(bridge, dee) -> Item:
    """Ten days, of which five to twenty are likely; it began eight days ago."""
    item = create_item(bridge.pk, by=dee, title="Permit")
    edit_item(item.pk, by=dee, drive="elapsed", duration_minutes=10 * DAY)
    Item.objects.filter(pk=item.pk).update(low_minutes=5 * DAY, high_minutes=20 * DAY)
    return Item.objects.get(pk=item.pk)


@pytest.mark.parametrize("state", ["doing", "waiting"])
def test_a_wait_ages(permit: Item, dee, state: str):
    move_item(permit.pk, "doing", by=dee)
    move_item(permit.pk, state, by=dee)
    Item.objects.filter(pk=permit.pk).update(started_at=NOW - timedelta(days=8))

    compiled = compile_problem(take_snapshot(dee.workspace_id), now=NOW, days=100)

    at = compiled.position[permit.pk]
    items = compiled.problem.items
    assert items.started_at[at] != NEVER
    assert 2 * DAY < items.minutes[at] < 5 * DAY
    assert items.spread[at] > 0.5


def test_the_longer_it_has_lasted_the_later_it_ends_and_it_never_ends_before_now(
    permit: Item, dee
):
    snapshot = take_snapshot(dee.workspace_id)
    row = next(item for item in snapshot.items if item.pk == permit.pk)
    ends = [
        waited + amount(row, waited=waited * DAY).minutes / DAY
        for waited in (0, 2, 8, 15, 40)
    ]
    assert ends[0] == 10
    assert ends == sorted(ends)
    assert ends[-1] > 40


def test_a_wait_that_is_certain_ends_when_it_was_said_to(permit: Item, dee):
    row = take_snapshot(dee.workspace_id).items[0]
    certain = row._replace(low_minutes=None, high_minutes=None)
    assert amount(certain, waited=4 * DAY) == (6 * DAY, 0.0, False, None)
    assert amount(certain, waited=12 * DAY).minutes == 1


def test_a_link_has_one_lag_whatever_is_behind_it_and_keeps_its_draws(
    bridge, survey: Item, dig: Item, dee
):
    for title in ("North bank", "South bank"):
        create_item(bridge.pk, by=dee, title=title, parent_id=dig.pk)
    keys = set()
    for high in (4 * DAY, 8 * DAY):
        link_items(
            survey.pk, dig.pk, by=dee, lag_low_minutes=DAY, lag_high_minutes=high
        )
        snapshot = take_snapshot(dee.workspace_id)
        links = compile_problem(snapshot, now=NOW, days=100).problem.links
        assert len(links.before) == 2
        assert (links.spread > 0.5).all()
        keys |= set(links.key.tolist())
    assert len(keys) == 1


def test_what_follows_a_lag_that_is_a_range_is_as_uncertain(
    survey: Item, dig: Item, ada, dee
):
    move_item(survey.pk, "done", by=dee)
    drying = {"lag_low_minutes": 20 * DAY, "lag_high_minutes": 80 * DAY}
    link_items(survey.pk, dig.pk, by=dee, lag_is_elapsed=True, **drying)
    replan_workspace(dee.workspace_id, by=dee)

    said = Outlook.objects.get(item=dig)
    assert (said.unplaced, said.cause, said.culprit_id) == ("", "link", survey.pk)
    assert timedelta(days=36) < said.starts_at - datetime.now(UTC) < timedelta(45)
    assert said.p85 - said.p50 > timedelta(days=20)
