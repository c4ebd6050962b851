"""Let readers follow the log, and effects happen."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction

from headway.events import ports
from headway.events.changes import CHANNEL, Change
from headway.events.models import Cursor, Event, Sent

BATCH = 500


def perform(workspace_id: int, operation: UUID, effect: str) -> None:
    """Send an effect to each of its receivers; doing it again sends nothing."""
    wired = ports.effects()[effect]
    events = list(
        Event.objects.filter(
            workspace_id=workspace_id, operation=operation, kind__in=wired.kinds
        ).order_by("pk")
    )
    for receiver in wired.receivers(events):
        with transaction.atomic():  # a second worker waits at the unique key
            __, is_new = Sent.objects.get_or_create(
                workspace_id=workspace_id,
                operation=operation,
                effect=effect,
                receiver_id=receiver,
            )
            if is_new:
                wired.send(events, receiver)


@transaction.atomic
def read_batch(reader: str) -> bool:
    """Let ``reader`` handle the next events; return whether more are waiting.

    Returns False at once while another worker runs the reader.
    """
    cursor = _lease(reader)
    if cursor is None:
        return False

    wired = ports.readers()[reader]
    ahead = list(Event.objects.after(cursor.position).told_settled()[: BATCH + 1])
    batch = [event for event in ahead[:BATCH] if event.is_settled]
    events = [e for e in batch if wired.kinds is None or e.kind in wired.kinds]
    if events:
        wired.handle(events)
    if batch:
        cursor.move_to(batch[-1].position)
    return len(batch) < len(ahead)


def _lease(reader: str) -> Cursor | None:
    """Return the cursor locked, or None while another worker has it."""
    rows = Cursor.objects.filter(reader=reader)
    free = rows.select_for_update(skip_locked=True)
    if (cursor := free.first()) or rows.exists():
        return cursor
    Cursor.objects.bulk_create([Cursor(reader=reader)], ignore_conflicts=True)
    return free.first()


def announce(events: Sequence[Event]) -> None:
    """Tell the streams of every web process what changed, once this commits.

    Of a subject that changed several times the last time is told.
    """
    changes = {c.subject: c for event in events for c in Change.all_of(event)}
    payloads = [change.payload() for change in changes.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) payload",
            [CHANNEL, payloads],
        )
