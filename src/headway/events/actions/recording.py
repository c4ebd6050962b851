"""Record what happened."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils import timezone

from headway.actors.models import Actor
from headway.events.changes import WAKE
from headway.events.facts import Fact
from headway.events.models import Event

DRAWN = ("id", "transaction", "operation", "undoes")
SAME = ("workspace_id", "actor_id", "token_name", "cause_id", "at")
OWN = ("kind", "subject_type", "subject_id", "other_type", "other_id", "data")
FIELDS = [field.attname for field in Event._meta.concrete_fields]

APPEND = """
WITH operation AS MATERIALIZED (
    SELECT set_config(
            'headway.operation',
            coalesce(
                nullif(current_setting('headway.operation', true), ''),
                gen_random_uuid()::text
            ),
            true
        )::uuid AS id,
        nullif(current_setting('headway.undoes', true), '')::uuid AS undoes,
        pg_notify(%s, '')
)
INSERT INTO events_event (
    operation, undoes, workspace_id, actor_id, token_name, cause_id, at,
    kind, subject_type, subject_id, other_type, other_id, data
)
SELECT operation.id, operation.undoes, %s, %s, %s, %s::bigint, %s, fact.*
FROM operation, unnest(
    %s::text[], %s::text[], %s::bigint[], %s::text[], %s::bigint[], %s::text[]::jsonb[]
) AS fact
RETURNING id, transaction::text::bigint, operation, undoes
"""
"""Draws the operation's id at its first event.

PostgreSQL keeps that, and what it undoes, and forgets both with the transaction or
with a rollback.  Equal notifications are sent once per transaction.
"""

_encoder = msgspec.json.Encoder(enc_hook=DjangoJSONEncoder().default)

_recorded = ContextVar[UUID | None]("recorded", default=None)
"""The operation of what was recorded last, for :func:`performed`."""

T = TypeVar("T")


def record(*facts: Fact, by: Actor, cause: Event | None = None) -> list[Event]:
    """Append ``facts`` to the log and wake the readers.

    Runs inside the caller's transaction: events and notification exist if and only if
    the change does.  All that one transaction records is one operation.  No facts are
    no operation.
    """
    if not facts:
        return []
    if not connection.in_atomic_block:
        raise RuntimeError(f"{facts[0].kind} recorded outside a transaction")
    events = _append(facts, by, cause.pk if cause else None)
    _recorded.set(events[0].operation)
    return events


def _append(facts: Sequence[Fact], by: Actor, cause_id: int | None) -> list[Event]:
    """Write the events in one statement: of many Django prepares it for a second."""
    same = dict(
        zip(
            SAME,
            (by.workspace_id, by.pk, by.token_name, cause_id, timezone.now()),
            strict=True,
        )
    )
    own = [
        (f.kind, f.subject_type, f.subject_id, *(f.other or ("", None)), f.data())
        for f in facts
    ]
    *columns, data = (list(column) for column in zip(*own, strict=True))
    values = [WAKE, *same.values(), *columns, [_encode(each) for each in data]]
    with connection.cursor() as cursor:
        cursor.execute(APPEND, values)
        drawn = cursor.fetchall()
    events = []
    for row in zip(drawn, own, strict=True):
        said = same | dict(zip((*DRAWN, *OWN), (*row[0], *row[1]), strict=True))
        events.append(
            Event.from_db(connection.alias, FIELDS, [said[name] for name in FIELDS])
        )
    return events


def performed(act: Callable[[], T]) -> tuple[T, UUID | None]:
    """Run an action, which is one transaction; return its result and the operation.

    The operation is None when the action recorded nothing, as nothing changed.
    """
    before = _recorded.set(None)
    try:
        return act(), _recorded.get()
    finally:
        _recorded.reset(before)


@contextmanager
def part_of(operation: UUID) -> Iterator[None]:
    """Let what is recorded in the block be part of ``operation``.

    So what takes many transactions, an import, is one operation, and undone as one.
    What the transaction records besides is another one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('headway.operation', true)")
        [(before,)] = cursor.fetchall()
    _say_operation(str(operation))
    yield
    _say_operation(before or "")


def _say_operation(operation: str) -> None:
    with connection.cursor() as cursor:  # a rollback takes it back, too
        cursor.execute("SELECT set_config('headway.operation', %s, true)", [operation])


@contextmanager
def taking_back(operation: UUID) -> Iterator[None]:
    """Let what is recorded in the block tell that it undoes ``operation``."""
    _say_undoes(str(operation))
    yield
    _say_undoes("")


def _say_undoes(operation: str) -> None:
    with connection.cursor() as cursor:  # a rollback takes it back, too
        cursor.execute("SELECT set_config('headway.undoes', %s, true)", [operation])


def _encode(data: dict[str, Any]) -> str:
    return _encoder.encode(data).decode()
