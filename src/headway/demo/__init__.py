"""A small organisation to look at."""

import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from headway.actors.models import Actor, Kind, Role, Workspace
from headway.base.hours import parse_hours
from headway.demo import content
from headway.demo.items import ItemWriter
from headway.people.actions import add_absence, add_person
from headway.people.models import Calendar, Person, User
from headway.people.models.calendars import WEEKDAYS
from headway.plan.pending import mark_for_planning
from headway.server.data import data_folder
from headway.work.actions import create_project, give_grant
from headway.work.models import GrantRole, Project

SIGN_INS = "demo_sign_ins"
"""The file in the data folder that keeps the drawn passwords, for the owner alone."""


def create_demo() -> str:
    """Create the demo organisation unless it is there; return how to sign in."""
    file = data_folder() / SIGN_INS
    if not Workspace.objects.filter(slug=content.SLUG).exists():
        passwords = {
            line[0]: secrets.token_urlsafe(9) for line in _table(content.PEOPLE)
        }
        with transaction.atomic():
            workspace = _create_workspace()
            people = _create_people(workspace, passwords)
            _create_work(workspace, people)
            mark_for_planning([workspace.pk])
        _keep(passwords, file)
    if not file.exists():
        return f"The demo's sign-ins were kept in {file}, which is gone."
    return (
        "Sign in with one of these names and passwords. mira administers everything,\n"
        f"the others see the projects on which they work:\n{file.read_text()}"
    )


def _keep(passwords: dict[str, str], file: Path) -> None:
    lines = [f"  {name:<8}{password}" for name, password in passwords.items()]
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as kept:
        kept.write("\n".join(lines))


def _table(text: str) -> list[list[str]]:
    lines = text.strip().splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def _create_workspace() -> Workspace:
    workspace = Workspace.objects.create(
        slug=content.SLUG, name=content.NAME, zone=content.ZONE
    )
    day = parse_hours(content.WEEK)
    week = {name: day if name in WEEKDAYS[:5] else () for name in WEEKDAYS}
    Calendar.objects.create(
        workspace=workspace, name="Studio week", is_default=True, **week
    )
    return workspace


def _create_people(
    workspace: Workspace, passwords: dict[str, str]
) -> dict[str, Person]:
    founder = Actor.objects.system("demo", workspace_id=workspace.pk)
    people: dict[str, Person] = {}
    for name, full, zone, role, week, percent in _table(content.PEOPLE):
        hours, _, days = week.rpartition(" x")
        worked = parse_hours(hours)
        user = User.objects.create_user(name, password=passwords[name])
        people[name] = add_person(
            by=founder,
            name=full,
            user=user,
            role=Role(role),
            zone=zone,
            week=[worked if i < int(days) else () for i in range(7)],
            availability_percent=int(percent),
        )
    today = timezone.now().astimezone(ZoneInfo(workspace.zone)).date()
    for name, first, last in _table(content.ABSENCES):
        add_absence(
            people[name].pk,
            by=founder,
            first_on=today + timedelta(int(first)),
            last_on=today + timedelta(int(last)),
            reason="Holiday",
        )
    return people


def _create_work(workspace: Workspace, people: dict[str, Person]) -> None:
    founder = Actor.objects.get(workspace=workspace, kind=Kind.SYSTEM, name="demo")
    midnight = datetime.combine(
        timezone.now().astimezone(ZoneInfo(workspace.zone)).date(),
        datetime.min.time(),
        ZoneInfo(workspace.zone),
    )
    projects: dict[str, Project] = {}
    for key, name, lead, members in _table(content.PROJECTS):
        project = projects[key] = create_project(by=founder, key=key, name=name)
        roles = dict.fromkeys(members.split(), GrantRole.CONTRIBUTOR)
        roles[lead.removeprefix("lead ")] = GrantRole.LEAD
        for who, role in roles.items():
            give_grant(project.pk, people[who].actor_id, by=founder, role=role)
        ItemWriter(project, people, founder, midnight).write(content.ITEMS[key])
    viewer, key = content.VIEWERS.split()
    give_grant(
        projects[key].pk, people[viewer].actor_id, by=founder, role=GrantRole.VIEWER
    )
