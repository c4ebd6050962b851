"""Expected work in plans: in the scenarios, on the workload, and as a cause."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.people.actions import add_absence
from headway.plan.actions.replanning import replan_workspace
from headway.plan.forecast import forecast
from headway.plan.models import Load
from headway.plan.snapshot import take_snapshot
from headway.work.actions import Part, add_demand, archive_project, assign_people
from headway.work.models import Demand, Grant, Item, Outlook, Project
from headway_engine.simulation import simulate
from tests.programs import program_of
from tests.work.lists import text_of

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def only_ada(bridge: Project, ada: Actor, survey: Item, dee: Actor) -> None:
    """She does the survey, and nobody else works in the project."""
    Grant.objects.filter(project=bridge).exclude(actor=ada).delete()
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=dee)


def expect(project: Project, by: Actor, percent: int, minutes: int = 2400) -> Demand:
    today = timezone.localdate()
    return add_demand(
        project.pk,
        by=by,
        title="The second pier",
        effort_minutes=minutes,
        starts_on=today - WEEK,
        ends_on=today + timedelta(days=2),
        probability_percent=percent,
    )


def test_it_comes_in_as_many_scenarios_as_it_is_likely(
    bridge: Project, ada: Actor, survey: Item
):
    now = timezone.now()
    sure = forecast(take_snapshot(ada.workspace_id), now=now)
    expect(bridge, ada, 40)
    made = forecast(take_snapshot(ada.workspace_id), now=now)

    pieces = [i for i, node in enumerate(made.compiled.nodes) if node.piece]
    assert pieces
    drawn = simulate(
        made.compiled.problem, seed=made.snapshot.seed, scenarios=500, has_starts=True
    )
    assert drawn.finish.tobytes() == made.scenarios.finish.tobytes()
    begun, done = (m[:, pieces] for m in (drawn.start, drawn.finish))
    assert ((done > begun).any(axis=1)).mean() == pytest.approx(0.4, abs=0.07)
    last = made.compiled.position[survey.pk]
    later = made.scenarios.finish[:, last] > sure.scenarios.finish[:, last]
    assert 0 < later.mean() <= 0.5


def test_what_is_likely_is_said_as_the_cause_with_its_probability(
    bridge: Project, ada: Actor, survey: Item, dee: Actor, adas_browser: Client
):
    offer = expect(bridge, ada, 80)
    replan_workspace(dee.workspace_id, by=dee)

    outlook = Outlook.objects.get(item=survey)
    assert (outlook.cause, outlook.demand) == ("priority", offer)
    assert outlook.culprit is None
    told = program_of(ada)("GET", f"/items/{survey.key}/outlook").json()
    assert told["demand_id"] == offer.pk
    page = text_of(adas_browser, f"/w/acme/items/{survey.key}/")
    assert "busy before with expected work, which comes with 80" in page


def test_the_workload_shows_it_apart_from_what_is_planned(
    bridge: Project, ada: Actor, survey: Item, dee: Actor, adas_browser: Client
):
    expect(bridge, ada, 50, minutes=960)
    replan_workspace(dee.workspace_id, by=dee)

    project = text_of(adas_browser, "/w/acme/projects/BRI/")
    assert "as it is likely: “The second pier” with 50" in project
    load = Load.objects.get(person=ada.person)
    assert sum(load.expected) == pytest.approx(480, abs=3)
    assert sum(load.booked) == pytest.approx(480, abs=3)
    assert "h expected" in text_of(adas_browser, "/w/acme/workload/")


def test_what_is_expected_while_she_is_away_is_on_her_days_after_that(
    bridge: Project, ada: Actor, survey: Item, dee: Actor
):
    today = timezone.localdate()
    back = today + 2 * WEEK
    add_absence(ada.person.pk, by=dee, first_on=today, last_on=back)
    expect(bridge, ada, 50, minutes=960)  # within the next two days
    replan_workspace(dee.workspace_id, by=dee)

    load = Load.objects.get(person=ada.person)
    away = (back - load.first_on).days + 1
    assert sum(load.expected) == pytest.approx(480, abs=3)
    assert not any(load.expected[:away])


def test_what_is_over_or_in_the_archive_is_expected_no_more(
    bridge: Project, ada: Actor, dee: Actor
):
    offer = expect(bridge, ada, 40)
    assert take_snapshot(ada.workspace_id).demands
    Demand.objects.filter(pk=offer.pk).update(
        starts_on=timezone.localdate() - 3 * WEEK, ends_on=timezone.localdate() - WEEK
    )
    assert not take_snapshot(ada.workspace_id).demands
    expect(bridge, ada, 40)
    archive_project(bridge.pk, by=dee)
    assert not take_snapshot(ada.workspace_id).demands
