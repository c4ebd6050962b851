"""An effect that writes a letter, and a reader that counts what it reads.

They run inside the worker that is killed, through all of Headway's own delivery.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.core.mail import EmailMessage
from django.db import connection

from headway import wiring
from headway.events.models import Event
from headway.events.ports import Effect, Reader
from headway.work.facts import ItemCreated

READ = "fault_read"
"""A table without any constraint: what is counted twice is there twice."""


def receivers(events: Sequence[Event]) -> Iterable[int]:
    return {event.actor_id for event in events}


def send(events: Sequence[Event], receiver: int) -> None:
    """Write a letter whose id is that of the operation and the receiver."""
    operation = f"{events[0].operation}.{receiver}"
    EmailMessage(
        subject=f"{len(events)} new",
        body="See there.",
        to=[f"{receiver}@example.org"],
        headers={"Message-ID": f"<{operation}@fault.example>"},
    ).send()


def count(events: Sequence[Event]) -> None:
    with connection.cursor() as cursor:
        rows = [(event.pk,) for event in events]
        cursor.executemany(f"INSERT INTO {READ} VALUES (%s)", rows)


EFFECTS: Mapping[str, Effect] = {
    **wiring.EFFECTS,
    "fault.letter": Effect(
        kinds=frozenset({ItemCreated.kind}), receivers=receivers, send=send
    ),
}
READERS: Mapping[str, Reader] = {**wiring.READERS, "fault.count": Reader(handle=count)}
