"""The plan as it stands is made once, until something happens or time goes on."""

from datetime import timedelta

import psycopg
import pytest
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.unchanged import has_changed, log_state
from headway.plan.current import current_forecast
from headway.work.actions import edit_item
from headway.work.models import Item
from tests.server.conftest import environment

pytestmark = pytest.mark.django_db(transaction=True)


def now_is(monkeypatch: pytest.MonkeyPatch, **later: int) -> None:
    at = timezone.now().replace(minute=1) + timedelta(**later)
    monkeypatch.setattr("headway.plan.current.timezone.now", lambda: at)


def test_it_is_kept_until_something_happens(monkeypatch, survey: Item, ada: Actor):
    now_is(monkeypatch)
    first = current_forecast(ada.workspace_id, scenarios=10)
    assert current_forecast(ada.workspace_id, scenarios=10) is first

    edit_item(survey.pk, by=ada, effort_minutes=4_000)

    after = current_forecast(ada.workspace_id, scenarios=10)
    assert after is not first
    assert 4_000 in {row.effort_minutes for row in after.snapshot.items}


def test_it_is_kept_for_as_many_scenarios_and_a_quarter_of_an_hour(
    monkeypatch, survey: Item
):
    now_is(monkeypatch)
    first = current_forecast(survey.workspace_id, scenarios=10)
    more = current_forecast(survey.workspace_id, scenarios=11)
    assert (first.scenarios.finish.shape[0], more.scenarios.finish.shape[0]) == (10, 11)

    now_is(monkeypatch, minutes=10)
    assert current_forecast(survey.workspace_id, scenarios=11) is more
    now_is(monkeypatch, minutes=20)
    assert current_forecast(survey.workspace_id, scenarios=11).at > more.at


def test_what_ends_late_is_new_though_it_began_before(survey: Item, ada: Actor):
    elsewhere = ada.workspace_id + 1
    with psycopg.connect(environment()["DATABASE_URL"]) as other:
        other.execute(
            "INSERT INTO events_event (workspace_id, operation, kind, subject_type,"
            " subject_id, other_type, token_name, actor_id, data, at)"
            " VALUES (%s, gen_random_uuid(), 'x', 'x', 1, '', '', %s, '{}', now())",
            [ada.workspace_id, ada.pk],
        )
        edit_item(survey.pk, by=ada, effort_minutes=60)  # commits while that is open
        seen = log_state()
        assert not has_changed(ada.workspace_id, since=seen)
        other.commit()

    assert has_changed(ada.workspace_id, since=seen)
    assert not has_changed(elsewhere, since=seen)
