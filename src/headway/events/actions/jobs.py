"""What administrators do with jobs, and what is noted of those that fail."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.actions.recording import record
from headway.events.facts import JobGivenUp, JobRetried
from headway.events.models import JobFailure
from headway.events.work_queue import jobs_of

LONGEST_REASON = 2000


@transaction.atomic
def retry_job(job_id: int, *, by: Actor) -> None:
    """Let a failed job be tried again now.  Records :class:`JobRetried`.

    Only administrators may.
    """
    job = _job(job_id, by=by)
    if job.status != "failed":
        raise Refused(_("Job %d has not failed, so there is nothing to try.") % job_id)
    app.job_manager.retry_job_by_id(job_id=job_id, retry_at=timezone.now())
    record(
        JobRetried(subject_id=by.workspace_id, job=job_id, task=job.task_name),
        by=by,
    )


@transaction.atomic
def give_up_job(job_id: int, *, by: Actor) -> None:
    """Let a job that waits never be done.  Records :class:`JobGivenUp`.

    Only administrators may.  Raises :class:`Refused` when it no longer waits.
    """
    job = _job(job_id, by=by)
    if not app.job_manager.cancel_job_by_id(job_id):
        raise Refused(_("Job %d no longer waits.") % job_id)
    record(
        JobGivenUp(subject_id=by.workspace_id, job=job_id, task=job.task_name),
        by=by,
    )


def _job(job_id: int, *, by: Actor) -> ProcrastinateJob:
    by.check_administers()
    job: ProcrastinateJob | None = jobs_of(by).filter(pk=job_id).first()
    if job is None:
        raise NotFound
    return job


def note_failure(job_id: int, arguments: dict[str, Any], error: BaseException) -> None:
    """Keep why a job failed, in place of why it failed before."""
    JobFailure.objects.update_or_create(
        job_id=job_id,
        defaults={
            "workspace_id": arguments.get("workspace_id"),
            "reason": f"{type(error).__name__}: {error}"[:LONGEST_REASON],
            "at": timezone.now(),
        },
    )
    connection.close()  # the thread of a job that failed may not come back to it


def forget_failures(*, before: datetime) -> None:
    """Forget why jobs failed before an instant."""
    JobFailure.objects.filter(at__lt=before).delete()
