"""What ranges allow for besides each item's own uncertainty, and where that is said."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor, Role, Workspace
from headway.plan.actions.replanning import replan_workspace
from headway.plan.allowances import Allowances
from headway.plan.forecast import forecast
from headway.plan.growing import grown_projects
from headway.plan.models import Run
from headway.plan.snapshot import take_snapshot
from headway.work.actions import Part, assign_people, create_item
from headway.work.models import Item, Outlook, Project, ProjectOutlook
from headway_engine.forecasting.growth import Grown
from tests.plan.test_forecast import MONDAY
from tests.plan.test_learning import finish  # noqa: F401 a fixture
from tests.programs import program_of
from tests.world import member

PAGE = "/w/acme/projects/BRI/"
SETTINGS = "/w/acme/settings/planning/"


@pytest.fixture
def finish_project(bridge: Project, dee: Actor) -> Callable[..., Project]:
    """End a project of eight items, every other one of which came up on the way."""

    def create(key: str, *, days_ago: int = 60, late: int = 4) -> Project:
        project = Project.objects.create(workspace=bridge.workspace, name=key, key=key)
        end = timezone.now() - timedelta(days=days_ago)
        for n in range(8):
            item = create_item(bridge.pk, by=dee, title="Paint", effort_minutes=240)
            finished = end - timedelta(days=8 - n)
            came_up = timedelta(hours=12) if n % 2 and n // 2 < late else timedelta(90)
            Item.objects.filter(pk=item.pk).update(
                project=project,
                number=n + 1,
                state="done",
                status=item.type.states.get(category="done"),
                created_at=finished - came_up,
                finished_at=finished,
            )
        return project

    return create


@pytest.fixture(autouse=True)
def survey_is_adas(survey: Item, ada: Actor, dee: Actor) -> None:
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=dee)


def shown(client: Client) -> str:
    return client.get(PAGE).content.decode().replace("\xa0", " ")


def run_of(by: Actor) -> Run:
    run = replan_workspace(by.workspace_id, by=by)
    assert run is not None
    return run


def test_projects_grow_as_finished_ones_did_once_three_tell(
    finish_project, bridge: Project, survey: Item, dee: Actor
):
    finish_project("ONE")
    finish_project("TWO")
    before = run_of(dee)
    p85 = Outlook.objects.get(item=survey).p85
    assert (before.growth_percent, before.growth_projects) == (None, 0)

    finish_project("THREE")
    after = run_of(dee)

    assert take_snapshot(dee.workspace_id).grown == (Grown(0.6931, 8.0),) * 3
    assert (after.growth_percent, after.growth_projects) == (34, 3)
    assert after.snapshot != before.snapshot
    assert Outlook.objects.get(item=survey).p85 > p85


def test_only_what_is_over_tells_how_projects_grow(
    finish_project, bridge: Project, dee: Actor
):
    kept = finish_project("ONE", late=0)
    Project.objects.filter(pk=kept.pk).update(
        archived_at=timezone.now(), archived_by=dee
    )
    finish_project("NEW", days_ago=3)
    begun = finish_project("TWO")
    item = create_item(bridge.pk, by=dee, title="Left")
    Item.objects.filter(pk=item.pk).update(project=begun, number=99)
    files = finish_project("THREE")
    for item in files.items.all():
        source = {"external_source": "msproject", "external_id": item.pk}
        Item.objects.filter(pk=item.pk).update(**source)

    assert grown_projects(dee.workspace_id) == (Grown(0.0, 8.0),)


def test_the_team_is_assumed_until_enough_is_finished(
    finish,  # noqa: F811
    survey: Item,
    dee: Actor,
):
    def allowed() -> Allowances:
        snapshot = take_snapshot(dee.workspace_id)
        return forecast(snapshot, now=MONDAY, scenarios=20).allowances

    assumed = allowed()
    finish(40)
    learnt = allowed()

    assert assumed == Allowances(22, 0, None, 0)
    assert learnt.team_periods == 2
    assert 0 < learnt.team_percent < 40


def test_pages_and_programs_say_what_ranges_allow_for_and_from_what(
    client: Client,
    finish_project,
    survey: Item,
    ada: Actor,
    dee: Actor,
    bridge: Project,
):
    run_of(dee)
    client.force_login(dee.person.user)
    for page in (PAGE, SETTINGS):
        text = client.get(page).content.decode().replace("\xa0", " ")
        assert "All work together may go 22 % faster or slower than usual" in text
        assert "assumed from published records" in text
        assert "Work that nobody knows of yet is not counted" in text
    said = ProjectOutlook.objects.get(project=survey.project)
    assert said.growth_share is None
    assert f"Of the spread of its end {said.team_share} % come from" in shown(client)

    for key in ("ONE", "TWO", "THREE"):
        finish_project(key)
    run_of(dee)
    text = shown(client)
    said.refresh_from_db()
    assert f"{said.growth_share} % from work that nobody knows of yet, the rest" in text
    assert 0 < said.team_share + said.growth_share <= 100
    assert "counts 34 % more" in text
    assert "going by 3 finished projects" in text
    said = program_of(ada)("GET", "/planning").json()
    told = {"team_percent": 22, "team_periods": 0}
    assert said.items() >= (told | {"growth_percent": 34, "growth_projects": 3}).items()


def test_guests_are_not_told_of_all_work(
    client: Client, survey: Item, dee: Actor, bridge: Project, acme: Workspace
):
    run_of(dee)
    gus = member("gus", acme, bridge, "viewer", Role.GUEST)
    client.force_login(gus.person.user)
    page = client.get(PAGE).content.decode()
    assert "When it will be done" in page
    assert "All work together" not in page
    said = program_of(gus)("GET", "/planning").json()
    assert said["team_percent"] is None
    assert said["growth_projects"] is None
