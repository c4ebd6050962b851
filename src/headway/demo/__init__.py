"""A studio to look at: people, five client projects, and 18 months of past work."""

import os
import secrets
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from headway.actors.models import Workspace
from headway.demo import people as content
from headway.demo.history import tell
from headway.demo.organisation import found
from headway.demo.real import create_real
from headway.demo.talks import talk
from headway.demo.writing import attach, limit_work, put_away, share, write
from headway.people.models import User
from headway.plan.pending import mark_for_planning
from headway.server.data import data_folder
from headway.work.actions import note_sample

SIGN_INS = "demo_sign_ins"
"""The file in the data folder that keeps the drawn passwords, for the owner alone."""


def create_demo(real: Path | None = None) -> str:
    """Create the demo unless it is there, and return how to sign in.

    With a schedule file, its project is the demo.  Raises ``Unreadable``.
    """
    file = data_folder() / SIGN_INS
    password = secrets.token_urlsafe(9)
    if real is not None:
        names, said = create_real(real, password)
    else:
        names, said = _create(password), ""
    if names:
        _keep(dict.fromkeys(names, password), file)
    return "\n".join(filter(None, (said, _how_to_sign_in(file))))


def _create(password: str) -> list[str]:
    """Create the organisation unless it is there; return who is new."""
    if Workspace.objects.filter(slug=content.SLUG).exists():
        return []
    with transaction.atomic():
        organisation = found(make_password(password))
        told = tell(
            organisation.diaries,
            organisation.office,
            now=timezone.now(),
            zone=organisation.workspace.zone,
        )
        projects = {each.brief.key: write(each, organisation) for each in told}
        share(projects, organisation)
        limit_work(organisation.founder)
        attach(projects, organisation.founder)
        talk(projects, organisation)
        put_away(projects, organisation.founder)
        note_sample(by=organisation.founder)
        mark_for_planning([organisation.workspace.pk])
    return list(organisation.people)


def _keep(passwords: dict[str, str], file: Path) -> None:
    """Add to the file, which another demo in the same folder may have begun."""
    lines = [f"  {name:<8}{password}\n" for name, password in passwords.items()]
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a") as kept:
        kept.writelines(lines)


def _how_to_sign_in(file: Path) -> str:
    if not file.exists():
        return f"The demo's sign-ins were kept in {file}, which is gone."
    there = set(User.objects.values_list("username", flat=True))
    lines = file.read_text().splitlines()
    left = [line for line in lines if line.split() and line.split()[0] in there]
    if not left:
        return "Nobody of the demo can sign in any more: its sample data was removed."
    return "\n".join(
        (
            "Sign in with one of these names and passwords. "
            f"{left[0].split()[0]} administers everything,",
            "the others see the projects on which they work:",
            *left,
        )
    )
