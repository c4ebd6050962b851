"""Let readers follow the log, and effects happen."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from headway.events import ports
from headway.events.changes import CHANNEL, Change
from headway.events.models import Cursor, Event, Position, Sent

if TYPE_CHECKING:
    from procrastinate.types import JSONDict, JSONValue

BATCH = 500
OPERATIONS = 20
"""So many operations share a job of an effect: others are left to other workers."""


@transaction.atomic
def read_batch(names: Collection[str]) -> bool:
    """Let these readers handle the next events; return whether more are waiting.

    Readers at the same place in the log get what one query finds.  All is one
    transaction: where one of them fails, all of them keep their places.  Those that
    another worker runs are left out.
    """
    cursors = sorted(_lease(names), key=lambda cursor: cursor.position)
    are_waiting = False
    for position, same in groupby(cursors, key=lambda cursor: cursor.position):
        are_waiting |= _read_on(position, [cursor.reader for cursor in same])
    return are_waiting


def _read_on(position: Position, names: Collection[str]) -> bool:
    ahead = list(Event.objects.after(position).told_settled()[: BATCH + 1])
    batch = [event for event in ahead[:BATCH] if event.is_settled]
    if batch:
        for name in names:
            wired = ports.readers()[name]
            events = [e for e in batch if wired.kinds is None or e.kind in wired.kinds]
            if events:
                wired.handle(events)
        Cursor.objects.filter(reader__in=names).move_to(batch[-1].position)
    return len(batch) < len(ahead)


def _lease(names: Collection[str]) -> list[Cursor]:
    """Return the cursors locked, but for those that another worker has."""
    rows = Cursor.objects.filter(reader__in=names)
    leased = list(rows.select_for_update(skip_locked=True))
    if len(leased) == len(names):
        return leased
    new = set(names) - set(rows.values_list("reader", flat=True))
    if not new:
        return leased
    Cursor.objects.bulk_create(
        [Cursor(reader=name) for name in sorted(new)], ignore_conflicts=True
    )
    return list(rows.select_for_update(skip_locked=True))


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


def queue_effects(events: Sequence[Event]) -> None:
    """Defer what the events let happen outside of the database.

    A job carries operations of one workspace for one effect.  An operation that began
    in the batch before has its job: it is one transaction, so no other events lie
    between its own.
    """
    jobs = [job for name in ports.effects() for job in _jobs_of(name, events)]
    if jobs:
        app.configure_task("events.perform").batch_defer(*jobs)


def _jobs_of(effect: str, events: Sequence[Event]) -> "Iterator[JSONDict]":
    kinds = ports.effects()[effect].kinds
    matching = [event for event in events if event.kind in kinds]
    if not matching:
        return
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for event in matching:
        found[event.workspace_id][str(event.operation)] = None
    first = matching[0]
    if first.operation == events[0].operation and _began_before(first, kinds):
        del found[first.workspace_id][str(first.operation)]
    for workspace_id, operations in found.items():
        said: list[JSONValue] = [*operations]
        for n in range(0, len(said), OPERATIONS):
            yield {
                "workspace_id": workspace_id,
                "effect": effect,
                "operations": said[n : n + OPERATIONS],
            }


def _began_before(event: Event, kinds: frozenset[str]) -> bool:
    """Whether an event of these kinds is before this one in its operation."""
    return Event.objects.filter(
        workspace_id=event.workspace_id,
        operation=event.operation,
        kind__in=kinds,
        pk__lt=event.pk,
    ).exists()


def perform(workspace_id: int, effect: str, operations: Sequence[UUID]) -> None:
    """Send an effect to each of its receivers; doing it again sends nothing.

    What fails holds up nothing: all other operations and receivers are tried before it
    is raised, several failures as an :class:`ExceptionGroup`.
    """
    wired = ports.effects()[effect]
    found: dict[UUID, list[Event]] = {operation: [] for operation in operations}
    rows = Event.objects.filter(
        workspace_id=workspace_id, operation__in=operations, kind__in=wired.kinds
    )
    for event in rows.order_by("pk"):
        found[event.operation].append(event)
    failures = [
        error
        for events in found.values()
        if events
        for error in _failures(effect, events)
    ]
    if len(failures) == 1:
        raise failures[0]
    if failures:
        said = "; ".join(f"{type(e).__name__}: {e}" for e in failures)
        raise ExceptionGroup(said, failures)


def _failures(effect: str, events: Sequence[Event]) -> Iterator[Exception]:
    """Send the effect of an operation to all that it should reach; yield what fails."""
    try:
        receivers = list(ports.effects()[effect].receivers(events))
    except Exception as error:
        yield error
        return
    for receiver in receivers:
        try:
            _send_once(effect, events, receiver)
        except Exception as error:
            yield error


@transaction.atomic
def _send_once(effect: str, events: Sequence[Event], receiver_id: int) -> None:
    __, is_new = Sent.objects.get_or_create(  # a second worker waits at the unique key
        workspace_id=events[0].workspace_id,
        operation=events[0].operation,
        effect=effect,
        receiver_id=receiver_id,
    )
    if is_new:
        ports.effects()[effect].send(events, receiver_id)
