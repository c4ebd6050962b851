"""The cast, and the small world they work in, as plain functions.

In Acme, Ada contributes to the bridge, Lea leads it, Ben views it, Dan has no grant
and Dee administers the workspace; Cem owns another workspace.
"""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from headway.actors.models import Actor, Kind, Role, Workspace
from headway.base.files import received
from headway.events.models import Event
from headway.integrations.importers.models import Import, ImportState
from headway.people.actions import add_absence, add_person
from headway.people.members.teams import create_team
from headway.people.models import ApiToken, Calendar, Person, User
from headway.people.models.calendars import WEEKDAYS
from headway.people.tokens.actions import make_token
from headway.work.actions import (
    Part,
    add_check,
    add_comment,
    add_demand,
    add_type,
    assign_people,
    attach_file,
    create_item,
    delete_items,
    edit_item,
    found_types,
    save_view,
)
from headway.work.models import (
    Colour,
    CustomField,
    FieldKind,
    Grant,
    GrantRole,
    Item,
    Label,
    PlannedCost,
    Project,
)
from tests.knowing import know
from tests.plan.timelines import keep, put_first

NINE_TO_FIVE = ((540, 720), (780, 1080))
EVERYTHING = ("read", "write", "admin")

INSIDE = {
    "dee": ("", Role.ADMIN),
    "lea": (GrantRole.LEAD, Role.MEMBER),
    "ada": (GrantRole.CONTRIBUTOR, Role.MEMBER),
    "ben": (GrantRole.VIEWER, Role.MEMBER),
    "dan": ("", Role.MEMBER),
}
"""What each of the cast holds on the bridge, and in Acme."""


def member(
    name: str,
    workspace: Workspace,
    project: Project | None = None,
    grant: str = "",
    role: str = Role.MEMBER,
) -> Actor:
    user = User.objects.create_user(name, f"{name}@example.org")
    actor = Actor.objects.create(
        workspace=workspace, kind=Kind.PERSON, name=name.title(), role=role
    )
    Person.objects.create(workspace=workspace, user=user, actor=actor)
    if grant:
        Grant.objects.create(
            workspace=workspace, project=project, actor=actor, role=grant
        )
    return actor


def insider(name: str, bridge: Project) -> Actor:
    """Let one of the cast into Acme, with what they hold on the bridge."""
    grant, role = INSIDE[name]
    return member(name, bridge.workspace, bridge, grant, role)


def found_acme() -> Workspace:
    workspace = Workspace.objects.create(slug="acme", name="Acme Bridges", seed=7)
    days = dict.fromkeys(WEEKDAYS[:5], NINE_TO_FIVE) | dict.fromkeys(WEEKDAYS[5:], ())
    Calendar.objects.create(
        workspace=workspace, name="Standard", is_default=True, **days
    )
    found_types(workspace.pk)
    return workspace


def found_bridge(acme: Workspace) -> Project:
    return Project.objects.create(workspace=acme, name="Bridge", key="BRI")


def found_elsewhere() -> Actor:
    elsewhere = Workspace.objects.create(slug="elsewhere", name="Elsewhere")
    return member("cem", elsewhere, role=Role.OWNER)


def survey_of(bridge: Project, dee: Actor) -> Item:
    return create_item(bridge.pk, by=dee, title="Survey the site", effort_minutes=480)


def dig_of(bridge: Project, dee: Actor) -> Item:
    return create_item(bridge.pk, by=dee, title="Dig the pit", effort_minutes=960)


def timber_of(item: Item) -> PlannedCost:
    return PlannedCost.objects.create(
        workspace_id=item.workspace_id,
        item=item,
        kind="material",
        name="Timber",
        price_minor=4000,
        currency="EUR",
    )


def found_world() -> dict[str, Any]:
    """Found Acme and Elsewhere, with one thing of each kind that the rows speak of.

    Of what happened so far, only the edit that can be undone stays on the log.
    """
    bridge = found_bridge(found_acme())
    cast = {name: insider(name, bridge) for name in INSIDE} | {"cem": found_elsewhere()}
    ada, dee = cast["ada"], cast["dee"]
    survey, dig = survey_of(bridge, dee), dig_of(bridge, dee)
    facts = know(ada, by=dee)
    absence = add_absence(
        ada.person.pk, by=ada, first_on=date(2030, 5, 1), last_on=date(2030, 5, 1)
    )
    eve = add_person(by=dee, name="Eve")
    team = create_team(by=dee, name="Masons")
    edit_item(dig.pk, by=ada, effort_minutes=60)
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    lives = timedelta(days=1)
    tokens = {
        "reader": make_token(by=ada, name="R", scopes=["read"], lives=lives),
        "writer": make_token(by=ada, name="W", scopes=["read", "write"], lives=lives),
        "deputy": make_token(by=dee, name="D", scopes=["read", "write"], lives=lives),
        "keeper": make_token(by=dee, name="K", scopes=EVERYTHING, lives=lives),
    }
    with received([b"%PDF-1.7"], name="plan.pdf") as draft:
        plan = attach_file(survey.pk, "plan.pdf", draft, by=ada)
    check = add_check(survey.pk, "Bring the tripod", by=ada)
    comment = add_comment(survey.pk, "Is the tripod back?", by=ada)
    view = save_view(by=ada, name="Ours", query="state = open", is_shared=True)
    cost = timber_of(survey)
    demand = add_demand(
        bridge.pk,
        by=ada,
        title="The second pier",
        effort_minutes=4800,
        starts_on=date(2030, 5, 1),
        ends_on=date(2030, 6, 30),
        probability_percent=40,
    )
    gone = create_item(bridge.pk, by=dee, title="Gone")
    [deletion] = delete_items([gone.pk], by=dee)
    bug = add_type(by=dee, name="Defect")
    wet = Label.objects.create(workspace=dee.workspace, name="Wet", colour=Colour.BLUE)
    depth = CustomField.objects.create(
        workspace=dee.workspace, name="Depth", kind=FieldKind.NUMBER
    )
    agreed = keep(bridge, survey, dig, by=dee)
    override = put_first(survey, dig, by=dee)
    run = Import.objects.create(
        workspace=dee.workspace, by=dee, name="board.json", state=ImportState.CHECKED
    )
    edited = Event.objects.get(kind="work.item_edited")
    Event.objects.exclude(pk=edited.pk).delete()
    things = {
        "survey": survey.pk,
        "survey_key": survey.key,
        "dig": dig.pk,
        "dig_key": dig.key,
        "ada_person": ada.person.pk,
        "absence": absence.pk,
        "eve": eve.pk,
        "team": team.pk,
        "bens_grant": Grant.objects.get(actor=cast["ben"]).pk,
        "deletion": deletion.pk,
        "bug": bug.pk,
        "label": wet.pk,
        "field": depth.pk,
        "bug_state": bug.states.get(is_review=True).pk,
        "file": plan.pk,
        "check": check.pk,
        "demand": demand.pk,
        "planned_cost": cost.pk,
        "comment": comment.pk,
        "view": view.pk,
        "baseline": agreed.pk,
        "override": override.pk,
        "decision": override.item.decisions.get().pk,
        "import": run.pk,
        "operation": edited.operation,
        "token": ApiToken.objects.get(name="R").pk,
        "tokens": tokens,
    }
    return cast | facts | things


def found_others(bridge: Project) -> dict[str, Actor]:
    """Let those in who are answered as one of the cast; what they hold is theirs."""
    acme = bridge.workspace
    ended = timezone.now() - timedelta(seconds=1)
    people = {
        "olga": member("olga", acme, role=Role.OWNER),
        "cleo": member("cleo", acme, bridge, GrantRole.COMMENTER),
        "gus": member("gus", acme, bridge, GrantRole.VIEWER, Role.GUEST),
        "pia": member("pia", acme, bridge, GrantRole.LEAD, Role.GUEST),
        "sven": member("sven", acme, bridge, GrantRole.LEAD, Role.OWNER),
        "ida": member("ida", acme, bridge, GrantRole.LEAD, Role.OWNER),
    }
    Grant.objects.filter(actor=people["pia"]).update(ends_at=ended)
    Person.objects.filter(actor=people["sven"]).update(suspended_at=ended)
    User.objects.filter(persons__actor=people["ida"]).update(is_active=False)
    return people
