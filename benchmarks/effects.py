"""Two effects of a change of an item, for ``benchmarks.record``.

One mails whoever works on the item; the other stands for a webhook: it has a receiver,
and sends nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from headway.events.models import Event
from headway.events.ports import Effect
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


EFFECTS: Mapping[str, Effect] = {
    "bench.mail": Effect(kinds=EDITS, receivers=workers, send=mail),
    "bench.hook": Effect(
        kinds=EDITS, receivers=lambda events: [events[0].actor_id], send=call_out
    ),
}
