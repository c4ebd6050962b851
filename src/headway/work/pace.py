"""How long cards stay in the columns of a board, as those did that are finished.

Read from the log, of the latest finished alone: so it costs the same however long the
log is.  What came here finished, and was never moved, was in progress from its start.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.base.compiled import Asked
from headway.base.querysets import any_listed, listed
from headway.events.models import Event
from headway.work.facts import ItemMoved
from headway.work.models import State, WorkflowState
from headway.work.models.items import ItemQuerySet

SAMPLE = 200
"""So many of those that were finished last count."""
LEAST = 5
"""From how many stays on something is said of a column."""
MOST_OF_THEM = 85
"""Percent of finished cards; what is there for longer is told."""


def moves_of(workspace_id: int, ids: str) -> QuerySet[Event]:
    """Return what moved the items that are ``listed`` from state to state."""
    moves = Event.objects.filter(workspace_id=workspace_id, kind=ItemMoved.kind)
    items = any_listed(ids)
    return moves.filter(subject_type=ItemMoved.subject_type, subject_id__in=items)


MOVES = Asked(
    lambda workspace_id, ids: (
        moves_of(workspace_id, ids)
        .order_by("subject_id", "pk")
        .values_list("subject_id", "at", "data__after__status_id")
    )
)


class Stay(NamedTuple):
    status_id: int
    length: timedelta


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Half of the finished left a column within ``half``, 85 of 100 in ``most``."""

    half: timedelta
    most: timedelta

    @classmethod
    def of(cls, lengths: Iterable[timedelta]) -> "Pace | None":
        """Return the pace of stays, or None where they are too few to say."""
        some = sorted(lengths)
        if len(some) < LEAST:
            return None
        return cls(half=_share(some, 50), most=_share(some, MOST_OF_THEM))


def _share(lengths: list[timedelta], percent: int) -> timedelta:
    """Return the least length that so many of 100 do not exceed."""
    return lengths[-(-len(lengths) * percent // 100) - 1]


def stays_of(
    finished: ItemQuerySet, states: Iterable[WorkflowState], *, by: Actor
) -> Iterator[Stay]:
    """Yield how long the latest ``finished`` were in their ``states``; two queries."""
    latest = finished.filter(state=State.DONE).order_by("-finished_at", "-pk")[:SAMPLE]
    dates = list(latest.values_list("pk", "type_id", "started_at", "finished_at"))
    moved: set[int] = set()
    for pk, stay in _moves([pk for pk, *_rest in dates], by=by):
        moved.add(pk)
        yield stay
    doing = (s for s in states if s.category == State.DOING and s.is_default)
    begun = {state.type_id: state.pk for state in doing}
    for pk, type_id, started, ended in dates:
        if pk not in moved and type_id in begun and started and ended:
            yield Stay(begun[type_id], ended - started)


def _moves(ids: Collection[int], *, by: Actor) -> Iterator[tuple[int, Stay]]:
    """Yield how long each of the items was in each of its states, visit by visit."""
    before: tuple[int, datetime, int | None] | None = None
    for pk, at, status_id in MOVES.of(by.workspace_id, listed(ids)):
        if before and before[0] == pk and before[2] is not None:
            yield pk, Stay(before[2], at - before[1])
        before = (pk, at, status_id)


def stay_words(length: timedelta) -> str:
    """Say how long a stay is: ``40 minutes``, ``5 hours``, ``1.2 days``."""
    if length < timedelta(hours=1):
        minutes = max(1, round(length / timedelta(minutes=1)))
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    if length < timedelta(days=1):
        hours = round(length / timedelta(hours=1))
        return ngettext("%d hour", "%d hours", hours) % hours
    days = round(length / timedelta(days=1), 1)
    if days.is_integer():
        return ngettext("%d day", "%d days", int(days)) % days
    return _("%s days") % number_format(days)
