"""Another workspace, and a project that few may see: full of words to look for."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from headway.actors.models import Actor, Workspace
from headway.base.fields import HoursField
from headway.base.files import received
from headway.events.models import Event, JobFailure, Presence, Sent
from headway.integrations.importers.models import Finding, Import
from headway.people.actions import add_absence, add_person, set_absence_rules
from headway.people.members.inviting import invite_person
from headway.people.members.teams import create_team, join_team
from headway.people.models import (
    Answer,
    ApiToken,
    Calendar,
    CalendarException,
    MailFailure,
    User,
)
from headway.people.models.calendars import WEEKDAYS
from headway.people.tokens.actions import make_token
from headway.plan.models import (
    Ageing,
    Conflict,
    ConflictPart,
    CycleTime,
    ForecastHistory,
    KeptSnapshot,
    Order,
    Pace,
    Pending,
    Run,
)
from headway.plan.moves.packing import pack, shape
from headway.plan.snapshot import take_snapshot
from headway.work.actions import (
    NeededSkill,
    Part,
    add_check,
    add_comment,
    add_demand,
    add_field,
    add_type,
    assign_people,
    attach_file,
    choose_front,
    cost_delay,
    create_item,
    create_project,
    delete_items,
    edit_item,
    edit_view,
    give_grant,
    link_items,
    need_skills,
    pause_item,
    relate_items,
    save_view,
    set_labels,
    transfer_item,
)
from headway.work.models import (
    CustomField,
    FieldKind,
    Item,
    Label,
    Outlook,
    PlannedCost,
    Precedent,
    ProjectOutlook,
)
from tests.knowing import know
from tests.plan.timelines import keep, load, put_first

ELSEWHERE = "kanari-7f3a"
"""In every text of the other workspace."""

HIDDEN = "geheim-5c1e"
"""In every text of the project on which nobody of Acme holds a grant."""

FORMATTED = {
    "Workspace": {"slug", "zone"},
    "Project": {"key"},
    "Person": {"zone"},
    "Presence": {"subject_type"},
    "ItemWords": {"start"},  # folded
    "Location": {"zone"},
    "HolidayCalendar": {"country"},
    "BusyFeed": {"url"},
    "Rate": {"currency"},
    "PlannedCost": {"currency"},
    "ApiToken": {"digest", "scope"},
    "Invitation": {"digest"},
    "Answer": {"request_digest"},
    "FileVersion": {"sha256"},
    "Event": {"kind", "subject_type"},
    "Outlook": {"cause", "unplaced"},
    "KeptSnapshot": {"shape"},
    "Order": {"searched"},
    "User": {"password"},
}
"""Texts that are not people's own words."""


def fill_elsewhere(owner: Actor) -> dict[str, Any]:
    """Give the owner's workspace one row of everything; return what to ask for."""
    workspace = owner.workspace
    person = owner.person
    world = fill_project(owner, key="KAN", word=ELSEWHERE)
    team = create_team(by=owner, name=f"{ELSEWHERE} team")
    join_team(team.pk, person.pk, by=owner)
    give_grant(world["project"], team_id=team.pk, by=owner, role="viewer")
    eve = add_person(by=owner, name=f"{ELSEWHERE} eve").pk
    invite_person(eve, by=owner, email=f"{ELSEWHERE}@example.org")
    absence = add_absence(
        person.pk, by=owner, first_on=date(2030, 5, 1), last_on=date(2030, 5, 1)
    )
    facts = know(owner, by=owner)
    set_absence_rules(by=owner, is_approval_needed=True)
    choose_front("stars", by=owner)
    edit_item(world["dig"], by=owner, effort_minutes=60)
    event = Event.objects.filter(workspace=workspace).order_by("-pk")[0]
    Sent.objects.create(
        workspace=workspace, operation=event.operation, effect="x", receiver=owner
    )
    make_token(by=owner, name="x", scopes=["read"], lives=timedelta(days=1))
    MailFailure.objects.create(workspace=workspace, letter=event.operation)
    Answer.objects.create(workspace=workspace, actor=owner, key="k", request_digest="x")
    hours = dict.fromkeys(WEEKDAYS, ((540, 1020),))
    calendar = Calendar.objects.create(workspace=workspace, is_default=True, **hours)
    CalendarException.objects.create(
        workspace=workspace,
        calendar=calendar,
        first_on=date(2030, 6, 1),
        last_on=date(2030, 6, 1),
    )
    now = timezone.now()
    run = Run.objects.create(
        workspace=workspace, at=now, scenarios=1, items=2, milliseconds=1
    )
    Pending.objects.create(workspace=workspace)
    Order.objects.create(workspace=workspace, items=[world["dig"]], bases=[0])
    conflict = Conflict.objects.create(
        workspace=workspace, proven_at=now, is_least=True
    )
    ConflictPart.objects.create(
        workspace=workspace, conflict=conflict, kind="pin", item_id=world["dig"],
        date=now,
    )  # fmt: skip
    ForecastHistory.objects.create(
        workspace=workspace, day=now.date(), project_id=world["project"]
    )
    KeptSnapshot.objects.create(
        workspace=workspace, day=now.date(), read_at=now, at=now, shape=shape(),
        content=pack(take_snapshot(workspace.pk)),
    )  # fmt: skip
    JobFailure.objects.create(workspace=workspace, job_id=1, reason="x")
    Presence.objects.create(
        workspace=workspace,
        subject_type="work.item",
        subject_id=world["survey"],
        actor=owner,
        seen_at=now,
    )
    other = create_project(by=owner, key="ELT", name=f"{ELSEWHERE} other")
    moved = create_item(world["project"], by=owner, title=f"{ELSEWHERE} moved")
    transfer_item(moved.pk, other.pk, by=owner)
    bug = add_type(by=owner, name=f"{ELSEWHERE} type")
    edit_view(world["view"], by=owner, is_shared=True)
    gone = create_item(world["project"], by=owner, title=f"{ELSEWHERE} gone")
    delete_items([gone.pk], by=owner)
    dates = {"starts_at": now, "p50": now, "p85": now, "p95": now, "run_id": run.pk}
    for item in Item.objects.filter(workspace=workspace):
        Outlook.objects.create(workspace=workspace, item=item, **dates)
    Precedent.objects.create(
        workspace=workspace, item_id=world["dig"], past_id=world["survey"], place=0
    )
    ProjectOutlook.objects.create(
        workspace=workspace, project_id=world["project"], **dates
    )
    Pace.objects.create(
        workspace=workspace, project_id=world["project"], learned_at=now, finished=0
    )
    CycleTime.objects.create(workspace=workspace, learned_at=now, finished=0)
    Ageing.objects.create(
        workspace=workspace, item_id=world["dig"], started_at=now, own_percent=0,
        alike=0, longer=0,
    )  # fmt: skip
    load(person, 480)
    taken = Import.objects.create(workspace=workspace, by=owner, name="x")
    Finding.objects.create(workspace=workspace, run=taken, where="x", why="x")
    write_everywhere(workspace, ELSEWHERE)
    return (
        world
        | facts
        | {
            "ada_person": person.pk,
            "absence": absence.pk,
            "eve": eve,
            "team": team.pk,
            "bug": bug.pk,
            "bug_state": bug.states.get(is_review=True).pk,
            "label": Label.objects.get(workspace=workspace).pk,
            "token": ApiToken.objects.get(workspace=workspace).pk,
            "operation": event.operation,
            "import": taken.pk,
        }
    )


def fill_project(by: Actor, *, key: str, word: str) -> dict[str, Any]:
    """Make a project of two linked items with a person on one of them."""
    project = create_project(by=by, key=key, name=f"{word} project")
    items = [
        create_item(
            project.pk,
            by=by,
            title=f"{word} {name}",
            description=f"{word} text",
            effort_minutes=480,
        )
        for name in ("survey", "dig")
    ]
    link_items(items[0].pk, items[1].pk, by=by)
    relate_items(items[0].pk, items[1].pk, "duplicates", by=by)
    assign_people(items[0].pk, [Part(person_id=by.person.pk)], by=by)
    need_skills(items[0].pk, [NeededSkill(name="Welding")], by=by)
    cost_delay(items[0].pk, by=by, per_week=2000)
    rest = datetime(2030, 8, 1, tzinfo=UTC), datetime(2030, 8, 15, tzinfo=UTC)
    pause_item(items[0].pk, [rest], by=by)
    cost = PlannedCost.objects.create(
        workspace_id=by.workspace_id, item=items[0], kind="material",
        name=f"{word} oak", unit=f"{word} m", price_minor=4000, currency="EUR",
    )  # fmt: skip
    set_labels(items[0].pk, ["Urgent"], by=by)
    plots = CustomField.objects.filter(workspace=by.workspace, kind=FieldKind.TEXT)
    field = plots.first() or add_field(by=by, name="Plot", kind="text")
    edit_item(items[0].pk, by=by, custom={field.pk: f"{word} plot"})
    demand = add_demand(
        project.pk,
        by=by,
        title=f"{word} offer",
        source=f"{word} source",
        effort_minutes=4800,
        starts_on=date(2030, 5, 1),
        ends_on=date(2030, 6, 30),
        probability_percent=40,
    )
    view = save_view(by=by, name=f"{word} view", query="due < 2w")
    check = add_check(items[0].pk, f"{word} line", by=by)
    comment = add_comment(items[0].pk, f"{word} comment", by=by)
    baseline = keep(project, *items, by=by, name=f"{word} baseline")
    override = put_first(items[0], items[1], by=by, why=f"{word} visit")
    with received([word.encode()], name=word) as draft:
        file = attach_file(items[0].pk, f"{word}.txt", draft, by=by)
    return {
        "file": file.pk,
        "check": check.pk,
        "field": field.pk,
        "demand": demand.pk,
        "planned_cost": cost.pk,
        "comment": comment.pk,
        "view": view.pk,
        "baseline": baseline.pk,
        "override": override.pk,
        "decision": override.item.decisions.get().pk,
        "project": project.pk,
        "survey": items[0].pk,
        "survey_key": items[0].key,
        "dig": items[1].pk,
        "dig_key": items[1].key,
    }


def write_everywhere(workspace: Workspace, word: str) -> None:
    """Put ``word`` into every text of every row of the workspace."""
    Workspace.objects.filter(pk=workspace.pk).update(name=f"{word} workspace")
    for model in models_of_workspaces():
        texts = {field.name: f"{word}-{field.name}" for field in texts_of(model)}
        rows = model.objects.filter(workspace=workspace)
        for row in rows.values_list("pk", flat=True) if texts else ():
            said = {n: f"{v}-{row}"[: length(model, n)] for n, v in texts.items()}
            rows.filter(pk=row).update(**said)
    for user in User.objects.filter(persons__workspace=workspace):
        User.objects.filter(pk=user.pk).update(email=f"{word}-{user.pk}@example.org")


def models_of_workspaces() -> list[type[models.Model]]:
    """Every table of ours whose rows belong to a workspace."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("headway.")]
    return [m for m in ours if any(f.name == "workspace" for f in m._meta.fields)]


def texts_of(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    skipped = FORMATTED.get(model.__name__, set())
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField)
        is_formatted = isinstance(field, HoursField) or field.choices
        is_key = field.primary_key or field.name in skipped
        if is_text and not is_formatted and not is_key:
            yield field


def length(model: type[models.Model], name: str) -> int | None:
    return model._meta.get_field(name).max_length


def rows_of(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Everything the workspace holds, to see that nothing of it changed."""
    return {
        model.__name__: list(
            model.objects.filter(workspace=workspace).order_by("pk").values_list()
        )
        for model in models_of_workspaces()
    }
