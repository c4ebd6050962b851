"""Two effects of a change of an item, for ``benchmarks.record``.

One mails whoever works on the item; the other stands for a webhook: it has a receiver,
and sends nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from unittest.mock import patch

from procrastinate.contrib.django import app

from headway import wiring
from headway.events.actions import queue_effects
from headway.events.models import Event
from headway.events.ports import Effect, Reader
from headway.people.mail import post
from headway.people.models import Person
from headway.work.facts import ItemEdited

EDITS = frozenset({ItemEdited.kind})


def workers(events: Sequence[Event]) -> Iterable[int]:
    items = [event.subject_id for event in events]
    rows = Person.objects.filter(assignments__item__in=items)
    return set(rows.values_list("actor_id", flat=True))


def mail(events: Sequence[Event], receiver: int) -> None:
    post(
        "test",
        to=f"{receiver}@example.org",
        context={"name": "Bench"},
        workspaces=[events[0].workspace_id],
        lives=timedelta(hours=1),
    )


def call_out(events: Sequence[Event], receiver: int) -> None:
    """Send nothing."""


def queue_for_tomorrow(events: Sequence[Event]) -> None:
    """Queue effects as Headway does, but let their jobs wait."""
    later = partial(app.configure_task, schedule_in={"days": 1})
    with patch("headway.events.actions.delivering.app.configure_task", later):
        queue_effects(events)


EFFECTS: Mapping[str, Effect] = {
    "bench.mail": Effect(kinds=EDITS, receivers=workers, send=mail),
    "bench.hook": Effect(
        kinds=EDITS, receivers=lambda events: [events[0].actor_id], send=call_out
    ),
}
READERS_THAT_WAIT: Mapping[str, Reader] = {
    **wiring.READERS,
    "events.effects": Reader(handle=queue_for_tomorrow),
}
