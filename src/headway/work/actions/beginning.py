"""A project that begins with what was written down for it."""

from collections.abc import Callable, Sequence

from django.db import transaction

from headway.actors.models import Actor
from headway.work.actions.capturing import NewRow, create_outline
from headway.work.actions.projects import create_project, key_for
from headway.work.models import Project


@transaction.atomic
def begin_project(
    rows: Callable[[], Sequence[NewRow]], *, name: str, key: str = "", by: Actor
) -> Project:
    """Create a project with items in it, in one operation.

    ``rows`` is asked once the project is there: the first of a workspace brings the
    states that rows may name.  ``key`` is as for :func:`key_for`.  Records and raises
    what :func:`create_project` and :func:`create_outline` do, and what ``rows`` raises.
    """
    project = create_project(by=by, name=name, key=key_for(name, wanted=key, by=by))
    create_outline(project.pk, rows(), by=by)
    return project
