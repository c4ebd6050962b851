"""Send a file, say what it means, start, cancel, undo: administrators do."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from headway.actors.models import Actor
from headway.base.errors import Malformed, Refused
from headway.base.files import Draft
from headway.comms.actions import add_file, forget_files
from headway.events.actions import record
from headway.events.models import Event
from headway.integrations.importers.choices import Choices
from headway.integrations.importers.facts import ImportStarted, ImportUndone
from headway.integrations.importers.models import Import, ImportState
from headway.integrations.importers.sources import BY_NAME, name_for_people
from headway.people.models import Person
from headway.work.models import Project

CHECK, RUN, UNDO = "importers.check", "importers.run", "importers.undo"
STARTABLE = (ImportState.CHECKED, ImportState.FAILED, ImportState.CANCELLED)
UNDOABLE = (ImportState.DONE, ImportState.FAILED, ImportState.CANCELLED)


@transaction.atomic
def add_import(name: str, draft: Draft, *, by: Actor, source: str = "") -> Import:
    """Keep what was received, and have a worker look it through.

    ``source`` is of ``sources.BY_NAME``, or empty for what the file looks like.  The
    log says nothing before it is started.  Raises :class:`TooLarge`.
    """
    by.check_administers()
    if source and source not in BY_NAME:
        raise Malformed(_("There is no source “%s”.") % source)
    run = Import.objects.create(
        workspace_id=by.workspace_id,
        by=by,
        name=name,
        source=source,
        file=add_file(name, draft, by=by),
    )
    _queue(CHECK, run)
    return run


@transaction.atomic
def choose_for_import(
    import_id: int, choices: Choices, *, by: Actor, source: str | None = None
) -> Import:
    """Say what the file means; a worker looks it through again.

    Also of another ``source``, and after one that failed.  Raises :class:`Refused`
    once it was started, and :class:`Malformed` for people and projects that are not
    here.
    """
    run = _import(import_id, by=by)
    if run.state not in (ImportState.CHECKED, ImportState.FAILED) or run.started_at:
        raise Refused(_("It was started already: what it means is settled."))
    _check(choices, by=by)
    if source is not None and source not in BY_NAME:
        raise Malformed(_("There is no source “%s”.") % source)
    run.source = run.source if source is None else source
    run.choices, run.state, run.problem = choices.kept(), ImportState.UPLOADED, ""
    run.save(update_fields=["source", "choices", "state", "problem"])
    _queue(CHECK, run)
    return run


def _check(choices: Choices, *, by: Actor) -> None:
    people = {pk for pk in choices.people.values() if pk is not None}
    # who was chosen for an earlier file may have turned out to be somebody else
    here = Person.everything.visible_to(by).filter(pk__in=people)
    if here.count() < len(people):
        raise Malformed(_("Somebody of these is not here."))
    if choices.into:
        project = Project.objects.get_by_key(choices.into, by=by)
        if project.archived_at is not None:
            raise Refused(_("“%s” is in the archive; take it out first.") % project)


@transaction.atomic
def start_import(
    import_id: int, *, by: Actor, choices: Choices | None = None
) -> Import:
    """Have a worker take the file over; one that failed or was cancelled, anew.

    ``choices`` None are those that were said.  Nothing comes twice.  Records
    :class:`ImportStarted`; one that could not be looked through is looked through
    again instead.  Raises as :func:`choose_for_import`.
    """
    run = _import(import_id, by=by)
    if run.state not in STARTABLE:
        raise Refused(_("It cannot be started as it is now: %s.") % run.state_words)
    if run.file_id is None:
        raise Refused(_("The file is no longer here; send it again."))
    if choices is not None:
        _check(choices, by=by)
        run.choices = choices.kept()
    if run.state == ImportState.FAILED and run.started_at is None:
        run.state, run.problem = ImportState.UPLOADED, ""
        run.save(update_fields=["choices", "state", "problem"])
        _queue(CHECK, run)
        return run
    run.state, run.started_at, run.by = ImportState.RUNNING, timezone.now(), by
    run.done = run.total = 0
    run.counts, run.problem = {}, ""
    run.cancelled_at = run.ended_at = None
    run.save()
    record(ImportStarted(**_told(run)), by=by)
    _queue(RUN, run)
    return run


@transaction.atomic
def cancel_import(import_id: int, *, by: Actor) -> Import:
    """Let an import end behind the step that it is at; what is taken over stays.

    One that was not started ends at once, and its file is gone.  Again changes nothing.
    """
    run = _import(import_id, by=by)
    if run.state == ImportState.RUNNING:
        run.cancelled_at = run.cancelled_at or timezone.now()
    elif run.state in (ImportState.UPLOADED, ImportState.CHECKED, ImportState.FAILED):
        run.state, run.cancelled_at = ImportState.CANCELLED, timezone.now()
    file_id = run.file_id if run.state == ImportState.CANCELLED else None
    run.file = None if file_id else run.file
    run.save(update_fields=["state", "cancelled_at", "file"])
    forget_files([file_id] if file_id else [])
    return run


@transaction.atomic
def undo_import(import_id: int, *, by: Actor, the_rest: bool = False) -> Import:
    """Have a worker take back what an import did; see ``undo_operation``.

    It puts into the bin what it made, and gives back what it changed.  People, types
    and labels stay: others may use them by now.  Where somebody has changed something
    since, nothing is taken back, and the row says who; ``the_rest`` takes back the
    others.
    """
    run = _import(import_id, by=by)
    if run.state not in UNDOABLE or not run.done:
        raise Refused(_("There is nothing of it to undo: %s.") % run.state_words)
    run.state, run.problem = ImportState.UNDOING, ""
    run.save(update_fields=["state", "problem"])
    _queue(UNDO, run, actor_id=by.pk, the_rest=the_rest)
    return run


@transaction.atomic
def note_undone(events: Sequence[Event], *, by: Actor) -> None:
    """Say of imports that what they did was taken back; records that of each."""
    for event in events:
        run = Import.objects.get_for_change(event.subject_id, by=by)
        run.state = ImportState.UNDONE
        run.save(update_fields=["state"])
        record(ImportUndone(**_told(run), state=event.data["state"]), by=by)


@transaction.atomic
def put_again(events: Sequence[Event], *, by: Actor) -> list[Import]:
    """Say of imports that were undone that all is as after them; returns them."""
    runs = []
    for event in events:
        run = Import.objects.get_for_change(event.subject_id, by=by)
        run.state = event.data["state"]
        run.save(update_fields=["state"])
        runs.append(run)
    return runs


def _import(import_id: int, *, by: Actor) -> Import:
    by.check_administers()
    return Import.objects.get_for_change(import_id, by=by)


def _told(run: Import) -> dict[str, Any]:
    return {
        "subject_id": run.pk,
        "name": run.name,
        "source": name_for_people(run.source),
    }


def _queue(task: str, run: Import, **more: Any) -> None:
    """Have a worker do it, once the caller's transaction is committed.

    Imports of a workspace are taken over and taken back one after the other: they may
    be of the same projects, people and labels.
    """
    lock = None if task == CHECK else f"imports of {run.workspace_id}"
    job = app.configure_task(task, lock=lock)
    job.defer(workspace_id=run.workspace_id, import_id=run.pk, **more)
