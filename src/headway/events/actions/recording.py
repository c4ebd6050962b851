"""Record what happened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from headway.actors.models import Actor
from headway.events import ports
from headway.events.changes import WAKE
from headway.events.facts import Fact
from headway.events.models import Event

if TYPE_CHECKING:
    from procrastinate.types import JSONDict

RECORDED_AT_ONCE = 1000
"""Events of one statement: a longer one takes longer to prepare than to run."""

T = TypeVar("T")


def record(*facts: Fact, by: Actor, cause: Event | None = None) -> list[Event]:
    """Append ``facts`` to the log, queue their effects and wake the readers.

    Runs inside the caller's transaction: events, jobs and notification exist if and
    only if the change does.  All that one transaction records is one operation.  No
    facts are no operation.
    """
    if not facts:
        return []
    if not connection.in_atomic_block:
        raise RuntimeError(f"{facts[0].kind} recorded outside a transaction")
    operation, undoes = _operation()
    _queue_effects(operation, {fact.kind for fact in facts}, by=by)
    events = Event.objects.bulk_create(
        (
            Event(
                workspace_id=by.workspace_id,
                operation=operation,
                kind=fact.kind,
                subject_type=fact.subject_type,
                subject_id=fact.subject_id,
                other_type=fact.other[0] if fact.other else "",
                other_id=fact.other[1] if fact.other else None,
                undoes=undoes,
                actor=by,
                token_name=by.token_name,
                cause_id=cause.pk if cause else None,
                data=fact.data(),
            )
            for fact in facts
        ),
        batch_size=RECORDED_AT_ONCE,
    )
    with connection.cursor() as cursor:  # equal ones are sent once per transaction
        cursor.execute("SELECT pg_notify(%s, '')", [WAKE])
    return events


def performed(act: Callable[[], T]) -> tuple[T, UUID | None]:
    """Run an action; return its result and the operation that it was.

    The operation is None when the action recorded nothing, as nothing changed.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        result = act()
        cursor.execute(
            "SELECT nullif(current_setting('headway.operation', true), '')::uuid"
        )
        return result, cursor.fetchone()[0]


@contextmanager
def taking_back(operation: UUID) -> Iterator[None]:
    """Let what is recorded in the block tell that it undoes ``operation``."""
    _say_undoes(str(operation))
    yield
    _say_undoes("")


def _say_undoes(operation: str) -> None:
    with connection.cursor() as cursor:  # a rollback takes it back, too
        cursor.execute("SELECT set_config('headway.undoes', %s, true)", [operation])


def _operation() -> tuple[UUID, UUID | None]:
    """Return the id of the running transaction's operation, and of what it undoes.

    The id is drawn at the first call.  PostgreSQL keeps both and forgets them with the
    transaction, or with a rollback.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('headway.operation', coalesce(nullif(current_setting("
            "'headway.operation', true), ''), gen_random_uuid()::text), true)::uuid, "
            "nullif(current_setting('headway.undoes', true), '')::uuid"
        )
        operation, undoes = cursor.fetchone()
        return operation, undoes


def _queue_effects(operation: UUID, kinds: set[str], *, by: Actor) -> None:
    """Defer one job per effect, unless an earlier event of the operation did."""
    earlier = Event.objects.filter(workspace_id=by.workspace_id, operation=operation)
    jobs: list[JSONDict] = [
        {"operation": str(operation), "workspace_id": by.workspace_id, "effect": name}
        for name, effect in ports.effects().items()
        if effect.kinds & kinds and not earlier.filter(kind__in=effect.kinds).exists()
    ]
    if jobs:
        app.configure_task("events.perform").batch_defer(*jobs)
