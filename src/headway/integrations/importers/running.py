"""Take over what an import row says, step by step, in a worker or by the command.

Each step commits with the row's count of steps, so that whoever goes on after a killed
worker does none twice and leaves none out.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.base.errors import DomainError
from headway.base.files import open_content
from headway.comms.actions import forget_files
from headway.events.actions import part_of, record
from headway.integrations.importers.choices import choices_of
from headway.integrations.importers.facts import ImportEnded
from headway.integrations.importers.models import Finding, Import, ImportState
from headway.integrations.importers.sources import name_for_people
from headway.integrations.importers.taking.reading import source_of, taking_of
from headway.integrations.importers.taking.step import Step, Taking
from headway.people.speaking import speaking_in
from headway.plan.files.content import NotRead, Unreadable

REFUSALS = (Unreadable, DomainError, PermissionDenied)
"""What an import comes to an end by that is no bug; messages are for people."""


def run_import(import_id: int, taking: Taking | None = None) -> None:
    """Take the file over from where the import stands, until its end.

    ``taking`` takes over what was read already, where no file is in the store.  What is
    refused is written on the row.  Again, once it has ended, changes nothing.
    """
    run = Import.objects.select_related("by__workspace").get(pk=import_id)
    if run.state != ImportState.RUNNING:
        return
    with speaking_in(run.by.workspace), ExitStack() as held:
        try:
            taking = taking or held.enter_context(_reading(run))
            with transaction.atomic():
                taking.prepare()
            _begin(run.pk, taking)
            while _take(run.pk, taking):
                pass
        except REFUSALS as error:
            _end(run.pk, ImportState.FAILED, said(error))


@contextmanager
def opened(run: Import) -> Iterator[BinaryIO]:
    """Open the file of an import; raises :class:`Unreadable` where it is gone."""
    if run.file is None:
        raise Unreadable(_("The file is no longer here; send it again."))
    with open_content(run.file.current.content) as file:
        yield file


@contextmanager
def _reading(run: Import) -> Iterator[Taking]:
    choices = choices_of(run.choices)
    with opened(run) as file:
        source = source_of(file, name=run.name, said=run.source)
        with taking_of(file, source, choices, name=run.name, by=run.by) as taking:
            yield taking


def said(error: BaseException) -> str:
    """Say why something was refused."""
    return str(error) or _("You may not see or change something of it.")


def _locked(import_id: int) -> Import:
    return Import.objects.locked().select_related("by").get(pk=import_id)


@transaction.atomic
def _begin(import_id: int, taking: Taking) -> None:
    """Say how many steps there are, and what was found while the file was read."""
    run = _locked(import_id)
    if run.total:
        return
    run.total = taking.total
    run.save(update_fields=["total"])
    run.findings.all().delete()
    keep_findings(run, taking.read.findings, step=0)


@transaction.atomic
def _take(import_id: int, taking: Taking) -> bool:
    """Do the next step; return whether there is another one."""
    run = _locked(import_id)
    if run.state != ImportState.RUNNING:
        return False
    if run.cancelled_at is not None:
        end(run, ImportState.CANCELLED)
        return False
    if run.done == run.total:
        end(run, ImportState.DONE)
        return False
    with part_of(run.operation):
        step: Step = taking.take(run.done)
    run.done += 1
    run.add_counts(step.counts)
    run.save(update_fields=["done", "counts"])
    keep_findings(run, step.findings, step=run.done)
    return True


@transaction.atomic
def _end(import_id: int, state: str, problem: str) -> None:
    run = _locked(import_id)
    if run.state == ImportState.RUNNING:
        end(run, state, problem)


@transaction.atomic
def end(run: Import, state: str, problem: str = "") -> None:
    """Let a locked import have come to an end.

    The file of one that is done is gone.  Records :class:`ImportEnded` as part of the
    operation, if that changed anything.
    """
    run.state, run.problem, run.ended_at = state, problem, timezone.now()
    file_id = run.file_id
    if state == ImportState.DONE:
        run.file = None
    run.save(update_fields=["state", "problem", "ended_at", "file"])
    if state == ImportState.DONE and file_id is not None:
        forget_files([file_id])
    if run.done:
        with part_of(run.operation):
            record(ended(run), by=run.by)


def ended(run: Import) -> ImportEnded:
    return ImportEnded(
        subject_id=run.pk,
        name=run.name,
        source=name_for_people(run.source),
        state=run.state,
        items=run.counts.get("created", 0) + run.counts.get("updated", 0),
    )


def keep_findings(run: Import, findings: Sequence[NotRead], *, step: int) -> None:
    """Keep what was not taken, for the report."""
    Finding.objects.bulk_create(
        [
            Finding(
                workspace_id=run.workspace_id,
                run=run,
                step=step,
                where=each.where[:500],
                why=each.why[:2000],
            )
            for each in findings
        ],
        batch_size=2000,
    )


@transaction.atomic
def forget_old(*, before: datetime) -> None:
    """Forget the files of imports with which nobody has gone on since an instant."""
    rows = Import.objects.locked().exclude(file=None).filter(at__lt=before)
    for run in rows.exclude(state__in=(ImportState.RUNNING, ImportState.UNDOING)):
        file_id, run.file = run.file_id, None
        if run.state != ImportState.FAILED:
            run.state = ImportState.CANCELLED
        run.save(update_fields=["file", "state"])
        forget_files([file_id] if file_id else [])
