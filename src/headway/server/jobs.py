"""Jobs that look after the other jobs."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

HEARTBEAT_SECONDS = 2.0
STALLED_SECONDS = 6.0
"""A worker that has said nothing for so long is taken to be dead."""

KEEP_HOURS = 24


@app.periodic(cron="* * * * * */5")
@app.task(name="server.retry_stalled_jobs")
def retry_stalled_jobs(timestamp: int) -> None:
    give_back_stalled_jobs()


@transaction.atomic
def give_back_stalled_jobs() -> list[int]:
    """Give the jobs of dead workers to living ones; return which.

    Several workers do this at the same time.  A job that another one holds is left to
    it: given back twice, it would be taken from the worker that has it by then.
    """
    dead = Q(worker__last_heartbeat__lt=Now() - timedelta(seconds=STALLED_SECONDS))
    stalled = (
        ProcrastinateJob.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(dead | Q(worker=None), status="doing")
        .order_by("pk")
    )
    given_back = list(stalled.values_list("pk", flat=True))
    for job_id in given_back:
        app.job_manager.retry_job_by_id(job_id=job_id, retry_at=timezone.now())
    return given_back


@app.periodic(cron="41 2 * * *")
@app.task(name="server.delete_finished_jobs", pass_context=True)
async def delete_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Delete what has succeeded a day ago; what has failed is kept for people."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_HOURS)
