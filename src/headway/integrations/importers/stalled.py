"""Imports that nobody works at any more say so, instead of waiting for ever.

A job may fail for what no import ends by: a fault of Headway's own, a database that
does not come back.  What such an import has taken over stays; it is started again, and
nothing comes twice.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from headway.integrations.importers.models import AT_WORK, Import, ImportState
from headway.integrations.importers.running import end
from headway.integrations.importers.undoing import stay
from headway.people.speaking import speaking_in

LIVE: Final = ("todo", "doing")
COMMAND_RUNS: Final = timedelta(days=1)
"""So long may an import by the command take, which has no job."""


def end_stalled() -> None:
    """Let imports have failed whose job is over though they are not."""
    for run in Import.objects.filter(state__in=AT_WORK).order_by("pk"):
        if not _is_under_way(run):
            _end(run.pk)


def _is_under_way(run: Import) -> bool:
    if run.file_id is None and run.state == ImportState.RUNNING:
        begun = run.started_at or run.at
        return begun > timezone.now() - COMMAND_RUNS
    jobs = ProcrastinateJob.objects.filter(
        task_name__startswith="importers.", status__in=LIVE, args__import_id=run.pk
    )
    return jobs.exists()


@transaction.atomic
def _end(import_id: int) -> None:
    """End it, unless that has happened, or a job has come, in the meantime."""
    run = Import.objects.locked().select_related("by__workspace").get(pk=import_id)
    if run.state not in AT_WORK or _is_under_way(run):
        return
    with speaking_in(run.by.workspace):
        problem = _(
            "Headway stumbled over it; the page Jobs says how. Start it again once "
            "that is mended: nothing comes twice."
        )
        if run.state == ImportState.UNDOING:
            stay(run, problem)
        else:
            end(run, ImportState.FAILED, problem)
