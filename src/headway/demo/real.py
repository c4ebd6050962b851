"""The demo with a project of one's own: a schedule file, in a workspace by itself."""

from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from headway.actors.models import Actor, Role, Workspace
from headway.integrations.importers.actions import import_schedule
from headway.integrations.importers.planning import schedule_with_source
from headway.integrations.importers.wording import lines
from headway.people.actions import add_person
from headway.people.members.workspaces import found_workspace
from headway.people.models import User
from headway.plan.pending import mark_for_planning
from headway.work.actions import note_sample

ZONE = "UTC"
"""Files hold local times without a zone: they are shown as they are written."""


def create_real(path: Path, password: str) -> tuple[list[str], str]:
    """Take the file over into a workspace of its own, unless it was already.

    Returns the new sign-ins, and what the import says.  Raises ``Unreadable``.
    """
    file, source = schedule_with_source(path)
    name = (file.name.strip() or path.stem)[:200]
    slug = slugify(name)[:40] or "work"
    if Workspace.objects.filter(slug=slug, is_demo=True).exists():
        return [], f"“{name}” is there already, as it was left."
    with transaction.atomic():
        workspace = found_workspace(name=name, zone=ZONE)
        workspace.is_demo = True
        workspace.save(update_fields=["is_demo"])
        by = Actor.objects.system("demo", workspace_id=workspace.pk)
        report = import_schedule(file, by=by, source=source, name=path.stem)
        sign_in = _free_name(workspace.slug)
        user = User.objects.create_user(sign_in, password=password)
        add_person(by=by, name="Project office", user=user, role=Role.OWNER)
        note_sample(by=by)
        mark_for_planning([workspace.pk])
    return [sign_in], "\n".join(lines(report))


def _free_name(slug: str) -> str:
    """Return a sign-in that nobody of the installation has."""
    names = ["office", f"office-{slug}"]
    there = User.objects.filter(username__in=names)
    taken = set(there.values_list("username", flat=True))
    return next(name for name in names if name not in taken)
