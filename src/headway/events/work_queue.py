"""Jobs and readers as administrators see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from headway.actors.models import Actor, Workspace
from headway.events import ports
from headway.events.models import Cursor, Event, JobFailure, Position

STUCK_AFTER = timedelta(seconds=30)
"""A worker has been silent for so long: others take its jobs within seconds."""

MOST_JOBS = 100
STATES = ("failed", "stuck", "doing", "todo")


@dataclass(frozen=True, kw_only=True)
class JobRow:
    """A job that is not done: ``state`` is one of ``STATES``."""

    pk: int
    task: str
    state: str
    attempts: int
    due_at: datetime | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReaderRow:
    """A reader of the log, how many events wait for it, and since when."""

    name: str
    waiting: int
    since: datetime | None


def jobs_of(by: Actor) -> QuerySet[ProcrastinateJob]:
    """Return the jobs of the actor's workspace, and Headway's own if it is the only."""
    mine = Q(args__workspace_id=by.workspace_id)
    if not Workspace.objects.exclude(pk=by.workspace_id).exists():
        mine |= ~Q(args__has_key="workspace_id")
    rows: QuerySet[ProcrastinateJob] = ProcrastinateJob.objects.filter(mine)
    return rows


def unfinished(by: Actor) -> list[JobRow]:
    """Return jobs that wait, run, are stuck or failed, the worst first."""
    stuck = Q(worker=None) | Q(worker__last_heartbeat__lt=timezone.now() - STUCK_AFTER)
    rows = jobs_of(by).filter(status__in=("todo", "doing", "failed"))
    stuck_ids = set(rows.filter(stuck, status="doing").values_list("pk", flat=True))
    found = list(rows.order_by("-status", "-pk")[:MOST_JOBS])
    why = JobFailure.objects.in_bulk([job.pk for job in found])
    jobs = [
        JobRow(
            pk=job.pk,
            task=job.task_name,
            state="stuck" if job.pk in stuck_ids else job.status,
            attempts=job.attempts,
            due_at=job.scheduled_at,
            reason=why[job.pk].reason if job.pk in why else "",
        )
        for job in found
    ]
    return sorted(jobs, key=lambda job: (STATES.index(job.state), -job.pk))


def counts(by: Actor) -> Mapping[str, int]:
    """Return how many jobs there are of each status of the queue."""
    rows = jobs_of(by).values("status").annotate(count=Count("pk"))
    return {row["status"]: row["count"] for row in rows}


def readers() -> list[ReaderRow]:
    """Return all readers, each with what of the log is before it."""
    positions = {cursor.reader: cursor.position for cursor in Cursor.objects.all()}
    found = []
    for name in ports.readers():
        behind = Event.objects.after(positions.get(name, Position(0, 0)))
        first = behind.values_list("at", flat=True).first()
        waiting = behind.count() if first else 0
        found.append(ReaderRow(name=name, waiting=waiting, since=first))
    return found
