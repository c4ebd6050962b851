"""Create and change projects."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.work.actions.founding import found_types
from headway.work.actions.judging import front_of_new
from headway.work.facts import ProjectCreated, ProjectEdited
from headway.work.models import Grant, GrantRole, Project

KEY = re.compile(r"[A-Z][A-Z0-9]{1,9}")
DRAWN_KEY_LENGTH = 4
EDITABLE = {
    "name", "calendar", "starts_no_earlier", "target_on", "priority", "front",
    "usual_reach",
}  # fmt: skip


@transaction.atomic
def create_project(*, by: Actor, key: str, name: str, **fields: Any) -> Project:
    """Create a project that ``by`` leads; guests may not.

    The first project of a workspace brings it its first type of items.  Records
    :class:`ProjectCreated`.  Raises :class:`Refused` when the key is taken.
    """
    if by.is_guest:
        raise PermissionDenied
    fields.setdefault("front", front_of_new(by.workspace_id))
    project, is_new = Project.everything.get_or_create(
        workspace_id=by.workspace_id, key=key, defaults={"name": name, **fields}
    )
    if not is_new:  # also where somebody else creates it just now
        raise Refused(_("The key %s is taken; choose another one.") % key)
    found_types(by.workspace_id)
    Grant.objects.create(
        workspace_id=by.workspace_id, project=project, actor=by, role=GrantRole.LEAD
    )
    record(ProjectCreated(subject_id=project.pk, name=name), by=by)
    return project


def key_for(name: str, *, wanted: str = "", by: Actor) -> str:
    """Return the key that is wanted, or a free one made of the name's letters.

    Raises :class:`Refused` for what is no key.
    """
    if wanted:
        if not KEY.fullmatch(wanted.upper()):
            raise Refused(
                _("“%s” is no key; give 2 to 10 letters and digits, a letter first.")
                % wanted
            )
        return wanted.upper()
    letters = re.sub(r"[^A-Z0-9]", "", name.upper()).lstrip("0123456789")
    stem = letters[:DRAWN_KEY_LENGTH] if len(letters) > 1 else "PRJ"
    mine = Project.everything.filter(workspace_id=by.workspace_id)
    taken = set(mine.values_list("key", flat=True))
    free = (f"{stem}{n or ''}" for n in range(10_000))
    return next(key for key in free if key not in taken)


@transaction.atomic
def edit_project(
    project_id: int, *, by: Actor, if_version: int | None = None, **changes: Any
) -> Project:
    """Change what a project is; ``changes`` are fields of ``EDITABLE``.

    Records :class:`ProjectEdited`, or nothing when all stays as it was.
    """
    project = Project.objects.get_for_change(project_id, by=by)
    project.check_version(if_version)
    after = {n: new for n, new in changes.items() if getattr(project, n) != new}
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"edit_project cannot change {sorted(unknown)}")
    if not after:
        return project
    before = {name: getattr(project, name) for name in after}
    for name, new in after.items():
        setattr(project, name, new)
    project.version += 1
    project.save(update_fields=[*after, "version"])
    record(
        ProjectEdited(
            subject_id=project.pk, before=_logged(before), after=_logged(after)
        ),
        by=by,
    )
    return project


def _logged(values: dict[str, Any]) -> dict[str, Any]:
    """Rows are logged as their ids."""
    return {n: v.pk if hasattr(v, "pk") else v for n, v in values.items()}


def lock_for_items(project_id: int, *, by: Actor) -> Project:
    """Return the project locked, for a change of its items by a contributor.

    Raises :class:`NotFound` and ``PermissionDenied``.
    """
    rows = Project.objects.locked().contributable_by(by)
    project = rows.filter(pk=project_id).first()
    if project is None:
        Project.objects.all().refuse_change([project_id], by=by)
    return project
