"""Of each day only what was forecast anew is kept."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from headway.actors.models import Actor
from headway.events.partitions import drop_partitions, ensure_partitions
from headway.plan.models import ForecastHistory
from headway.plan.remembering import TABLE, remember_forecasts
from headway.work.actions import publish_outlook
from headway.work.models import Item, Outlook, ProjectOutlook

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, WEDNESDAY = date(2030, 4, 29), date(2030, 4, 30), date(2030, 5, 1)


def publish(by: Actor, *items: tuple[Item, int], project: int = 9) -> None:
    """Say by which day of June each item, and the project, is done."""

    def dates(day: int) -> dict[str, datetime]:
        done = datetime(2030, 6, day, 17, tzinfo=UTC)
        return {"p50": done, "p85": done, "p95": done}

    rows = [
        Outlook(workspace_id=by.workspace_id, item=item, run_id=1, **dates(day))
        for item, day in items
    ]
    whole = ProjectOutlook(
        workspace_id=by.workspace_id,
        project_id=items[0][0].project_id,
        run_id=1,
        **dates(project),
    )
    publish_outlook(rows, [whole], by=by)


def kept(day: date) -> dict[int, int | None]:
    """The day of June by item; 0 is the project."""
    rows = ForecastHistory.objects.filter(day=day)
    return {row.item_id: row.p85.day if row.p85 else None for row in rows}


def test_a_second_day_keeps_what_changed_alone(survey: Item, dig: Item, dee: Actor):
    publish(dee, (survey, 3), (dig, 4))
    assert remember_forecasts(MONDAY) == 3
    assert kept(MONDAY) == {survey.pk: 3, dig.pk: 4, 0: 9}

    publish(dee, (survey, 3), (dig, 5))
    assert remember_forecasts(TUESDAY) == 1
    assert kept(TUESDAY) == {dig.pk: 5}

    assert remember_forecasts(WEDNESDAY) == 0


def test_any_day_is_read_as_it_was(survey: Item, dig: Item, dee: Actor):
    for day, done in ((MONDAY, 4), (TUESDAY, 5)):
        publish(dee, (survey, 3), (dig, done))
        remember_forecasts(day)

    rows = ForecastHistory.objects.filter(workspace_id=dee.workspace_id)
    for day, done in ((MONDAY, 4), (TUESDAY, 5), (WEDNESDAY, 5)):
        said = {row.item_id: row.p85.day for row in rows.as_of(day)}
        assert said == {survey.pk: 3, dig.pk: done, 0: 9}


def test_what_is_forecast_no_more_is_kept_as_nothing(
    survey: Item, dig: Item, dee: Actor
):
    publish(dee, (survey, 3), (dig, 4))
    remember_forecasts(MONDAY)
    publish(dee, (survey, 3))
    remember_forecasts(TUESDAY)

    assert kept(TUESDAY) == {dig.pk: None}
    assert remember_forecasts(WEDNESDAY) == 0


def test_the_same_day_again_replaces_what_was_kept(survey: Item, dee: Actor):
    for done in (3, 6):
        publish(dee, (survey, done))
        remember_forecasts(MONDAY)

    assert kept(MONDAY) == {survey.pk: 6, 0: 9}


def test_old_months_are_dropped_where_they_are_not_to_be_kept(survey: Item, dee: Actor):
    ensure_partitions(date(2030, 4, 1), TABLE)
    publish(dee, (survey, 3))
    remember_forecasts(MONDAY)
    connection.check_constraints()  # a table that is to be checked is not dropped

    assert drop_partitions(date(2031, 1, 1), months=0, table=TABLE) == []
    too_young = drop_partitions(date(2030, 6, 1), months=2, table=TABLE)
    assert f"{TABLE}_2030_04" not in too_young
    dropped = drop_partitions(date(2030, 6, 30), months=1, table=TABLE)
    assert f"{TABLE}_2030_04" in dropped
    assert kept(MONDAY) == {}
