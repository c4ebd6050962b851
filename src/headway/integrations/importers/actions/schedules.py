"""Take a schedule file over into a workspace."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from headway.actors.models import Actor
from headway.integrations.importers.baselines import take_baselines
from headway.integrations.importers.outline import FileOutline
from headway.integrations.importers.taking.fields import Fields
from headway.people.actions import import_calendars, import_people, import_rates
from headway.people.models import Calendar
from headway.plan.files.content import NotRead, ScheduleFile
from headway.plan.files.saying import say as _
from headway.work.actions import (
    Imported,
    create_project,
    edit_project,
    import_outline,
    key_for,
)
from headway.work.models import Project


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What an import did, or would do: numbers, and every element not taken and why."""

    project_key: str
    project_name: str
    is_new: bool
    is_dry_run: bool
    people: int
    calendars: int
    items: Imported
    not_taken: tuple[NotRead, ...]


@transaction.atomic
def import_schedule(
    file: ScheduleFile,
    *,
    by: Actor,
    source: str,
    name: str,
    key: str = "",
    into: str = "",
    is_dry_run: bool = False,
) -> Report:
    """Create the file's project, or bring it up to date if it came from there before.

    ``name`` is the file's, for a project without a title; ``key`` that of a new
    project, drawn from the title where empty.  ``into`` is the key of one that is
    there, which keeps its own start and calendar.  Only administrators may, as people
    and calendars are the workspace's.  All is taken over or, in a dry run, nothing.
    Records what ``import_calendars``, ``import_people``, ``import_fields``,
    ``import_outline`` and ``import_baselines`` do.
    Raises :class:`Refused` for a key that is taken or is none.
    """
    by.check_administers()
    title = (file.name.strip() or name)[:200]
    projects = Project.objects.visible_to(by)
    came = {"external_source": source, "external_id": title}
    known = (
        projects.get_by_key(into, by=by) if into else projects.filter(**came).first()
    )
    is_own = not known or (known.external_source, known.external_id) == (source, title)
    outline = FileOutline(file, zone=by.workspace.zone, prefix=title, is_own=is_own)
    calendars_held = outline.calendars()
    calendars = import_calendars(calendars_held, source=source, by=by)
    people = import_people(outline.people(), calendars, source=source, by=by)
    import_rates(outline.rates(), people, source=source, by=by)
    project = known or create_project(
        by=by, key=key_for(title, wanted=key, by=by), name=title, **came
    )
    if not into:
        _set_out(project, outline, calendars, by=by)
    said = (dict(task.custom) for task in file.tasks if task.custom)
    outline.fields = Fields.taken(file.fields, said, by=by)
    rows, links = outline.items(people, calendars), outline.links()
    done = import_outline(project.pk, rows, links, source=source, by=by)
    crowded = take_baselines(file, outline, project, source=source, by=by)
    if is_dry_run:
        transaction.set_rollback(True)
    return Report(
        project_key=project.key,
        project_name=project.name,
        is_new=known is None,
        is_dry_run=is_dry_run,
        people=len(people),
        calendars=len(calendars_held),
        items=done,
        not_taken=(
            *file.not_read,
            *outline.findings.lines(),
            *_left_out(done, outline),
            *crowded,
        ),
    )


def _set_out(
    project: Project,
    outline: FileOutline,
    calendars: Mapping[str, Calendar],
    *,
    by: Actor,
) -> None:
    """Let the file's own project begin, and go by a calendar, as the file says."""
    edit_project(
        project.pk,
        by=by,
        calendar=calendars.get(outline.calendar or ""),
        starts_no_earlier=outline.instant(outline.file.start),
    )


def _left_out(done: Imported, outline: FileOutline) -> list[NotRead]:
    circles = [
        NotRead(
            where=_("link from task %(before)s to %(after)s")
            % {"before": link.before, "after": link.after},
            why=_("it would close a circle: left out"),
        )
        for link in done.circles
    ]
    missing = [
        NotRead(
            where=f"{item.project.key}-{item.number} {item.title!r}",
            why=_(
                "it came from this file before and is no longer in it: it stays here"
            ),
        )
        for item in done.missing
        if outline.is_within(item.external_id)
    ]
    return circles + missing
