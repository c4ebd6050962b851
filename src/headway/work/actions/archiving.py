"""Put projects into the archive, and take them out."""

from django.db import transaction
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.actions import record
from headway.work.facts_projects import ProjectArchived, ProjectUnarchived
from headway.work.models import Project

ARCHIVE = ["archived_at", "archived_by", "version"]


@transaction.atomic
def archive_project(
    project_id: int, *, by: Actor, if_version: int | None = None
) -> Project:
    """Keep a project to be read alone: out of lists and plans, changed by nobody.

    Only who leads it may.  Records :class:`ProjectArchived`, or nothing when it is
    archived already.
    """
    project = Project.objects.get_to_lead(project_id, by=by)
    project.check_version(if_version)
    if project.archived_at is not None:
        return project
    project.archived_at, project.archived_by = timezone.now(), by
    project.version += 1
    project.save(update_fields=ARCHIVE)
    record(ProjectArchived(subject_id=project.pk, name=project.name), by=by)
    return project


@transaction.atomic
def unarchive_project(
    project_id: int, *, by: Actor, if_version: int | None = None
) -> Project:
    """Let work on a project go on.

    Only who leads it may.  Records :class:`ProjectUnarchived`, or nothing when it is
    not in the archive.
    """
    project = Project.objects.get_to_lead(project_id, by=by)
    project.check_version(if_version)
    if project.archived_at is None:
        return project
    project.archived_at = project.archived_by = None
    project.version += 1
    project.save(update_fields=ARCHIVE)
    record(ProjectUnarchived(subject_id=project.pk, name=project.name), by=by)
    return project
