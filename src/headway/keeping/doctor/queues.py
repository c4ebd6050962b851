"""Whether jobs run and readers of the log keep up."""

from collections.abc import Iterator

from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from headway.events.models import Cursor, Event, Position
from headway.events.ports import readers as wired_readers
from headway.keeping.doctor.findings import Note, Problem
from headway.server.jobs import STALLED_SECONDS

PATIENCE_SECONDS = 60.0
"""What waits longer than this while a worker runs is stuck."""


def _worker_runs(cursor: CursorWrapper) -> bool:
    cursor.execute(
        "SELECT count(*) FROM procrastinate_workers"
        " WHERE last_heartbeat > now() - make_interval(secs => %s)",
        [STALLED_SECONDS],
    )
    return bool(cursor.fetchone()[0])


def jobs(cursor: CursorWrapper) -> Iterator[Note | Problem]:
    cursor.execute(
        "SELECT task_name, count(*) FROM procrastinate_jobs WHERE status = 'failed'"
        " GROUP BY task_name ORDER BY task_name"
    )
    for task, count in cursor.fetchall():
        yield Problem(f"Failed jobs of {task}: {count}; the worker's log says why.")
    kind = Problem if _worker_runs(cursor) else Note
    cursor.execute(
        "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'"
        " AND coalesce(scheduled_at, now()) <= now() AND (SELECT min(at) FROM"
        " procrastinate_events e WHERE e.job_id = procrastinate_jobs.id)"
        " < now() - make_interval(secs => %s)",
        [PATIENCE_SECONDS],
    )
    (waiting,) = cursor.fetchone()
    if waiting:
        yield kind(f"Jobs that have waited for more than a minute: {waiting}.")
    cursor.execute(
        "SELECT count(*) FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w"
        " ON w.id = j.worker_id WHERE j.status = 'doing' AND coalesce("
        "w.last_heartbeat, '-infinity') < now() - make_interval(secs => %s)",
        [PATIENCE_SECONDS],
    )
    (stuck,) = cursor.fetchone()
    if stuck:
        yield kind(f"Jobs of workers that are gone: {stuck}.")


def worker(cursor: CursorWrapper) -> Iterator[Note]:
    if not _worker_runs(cursor):
        yield Note("No worker runs now; headway up or headway worker starts one.")


def readers(cursor: CursorWrapper) -> Iterator[Note | Problem]:
    kind = Problem if _worker_runs(cursor) else Note
    positions = {c.reader: c.position for c in Cursor.objects.all()}
    for name in wired_readers():
        unread = Event.objects.after(positions.get(name, Position(0, 0)))
        oldest = unread.first()
        if oldest is None:
            continue
        behind = (timezone.now() - oldest.at).total_seconds()
        if behind > PATIENCE_SECONDS:
            yield kind(
                f"Events that {name} has yet to read: {unread.count()}, the oldest of "
                f"{oldest.at:%Y-%m-%d %H:%M} UTC; the worker's log says why."
            )


def positions(cursor: CursorWrapper) -> Iterator[Problem]:
    """Transaction ids of another server hold readers up for ever."""
    for table in ("events_event", "events_cursor"):
        cursor.execute(
            f"SELECT count(*) FROM {table}"  # noqa: S608 - ours
            " WHERE transaction >= pg_snapshot_xmax(pg_current_snapshot())"
        )
        (ahead,) = cursor.fetchone()
        if ahead:
            yield Problem(
                f"Rows of {table} from another database server: {ahead}; move an "
                "installation with headway backup and headway restore."
            )
