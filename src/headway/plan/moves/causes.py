"""What moved a date, added up by cause, as far as its reader may know."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from headway.actors.models import Actor
from headway.events import ports
from headway.events.history import Entry, told
from headway.events.models import Event
from headway.events.ports import Named
from headway.plan.moves.chain import TIME
from headway.plan.moves.differences import LEARNING
from headway.plan.moves.states import Change, Thing

if TYPE_CHECKING:
    from headway.plan.moves.replay import Answer

Kind = Literal["change", "changes", "time", "learning", "unseen"]

PRIVATE_ASPECTS = frozenset({"levels", "busy"})
"""Of people: seen where the event behind them is told, which not everybody is."""


@dataclass(frozen=True, kw_only=True)
class Cause:
    """One thing that moved the date, by ``minutes``; None: gave it a date, or took it.

    ``change``: an ``aspect`` of ``thing`` changed, in ``count`` steps.  ``changes``:
    several things did, too many to try each; some may be ``hidden``, and time may have
    passed in between (``is_timed``).  ``time``: it passed with nothing done.
    ``learning``: finished work teaches something else.  ``unseen``: what the reader may
    not see, or what is gone for good.
    """

    kind: Kind
    minutes: int | None
    changes: Sequence[Change] = ()
    aspect: str = ""
    thing: Thing | None = None
    named: Sequence[Named] = ()
    entries: Sequence[Entry] = ()
    hidden: int = 0
    is_timed: bool = False

    @property
    def count(self) -> int:
        return len(self.changes)

    @property
    def name(self) -> str:
        return self.named[0].label if self.named else ""


@dataclass(frozen=True, kw_only=True)
class Causes:
    """What moved a date, most first; ``still`` changes came to nothing."""

    moved: Sequence[Cause]
    still: int


def causes_of(answer: "Answer", *, by: Actor) -> Causes:
    """Add up the moves; they make the whole one.  A query or two for each type."""
    moving = [s for s in answer.stretches if s.minutes != 0]
    pieces = [(s.minutes, answer.changes[s.first : s.last]) for s in moving]
    seen = _Seen([change for __, changes in pieces for change in changes], by)
    sums: dict[object, Cause] = {}
    for minutes, changes in pieces:
        cause = seen.cause(minutes, changes)
        key = _key(cause)
        sums[key] = _sum(sums[key], cause) if key in sums else cause
    found = seen.told(sums.values())
    tried = sum(_is_real(c) for __, changes in pieces for c in changes)
    return Causes(
        moved=sorted(found, key=_weight),
        still=sum(map(_is_real, answer.changes)) - tried,
    )


def _key(cause: Cause) -> object:
    """What has the same key is one cause; several at once stay alone."""
    if cause.kind == "changes":
        return object()
    return cause.kind, cause.aspect, cause.thing


def _sum(one: Cause, more: Cause) -> Cause:
    minutes = None
    if one.minutes is not None and more.minutes is not None:
        minutes = one.minutes + more.minutes
    changes = (*one.changes, *more.changes)
    return replace(one, minutes=minutes, changes=changes)


def _weight(cause: Cause) -> tuple[bool, int]:
    return cause.minutes is not None, -abs(cause.minutes or 0)


def _is_real(change: Change) -> bool:
    """Tell whether somebody changed something, rather than time or what it teaches."""
    return change.aspect not in (TIME, LEARNING)


class _Seen:
    """What of some changes ``by`` may know."""

    def __init__(self, changes: Collection[Change], by: Actor) -> None:
        self.by = by
        ids: defaultdict[str, set[int]] = defaultdict(set)
        for change in changes:
            if change.thing is not None:
                ids[change.thing.kind].add(change.thing.pk)
        self.named: dict[Thing, Named] = {}
        for kind, wanted in ids.items():
            subject = ports.subjects()[kind]
            silent = subject.silent(wanted, by)
            for pk, named in subject.named(wanted - silent, by).items():
                self.named[Thing(kind, pk)] = named
        told_ids = [c.event_id for c in changes if c.event_id and self._is_named(c)]
        self.events = self._events(told_ids)

    def _events(self, ids: Collection[int]) -> Mapping[int, Event]:
        """Return those of the events that are told to the reader."""
        tellings = ports.tellings()
        rows = Event.objects.visible_to(self.by).filter(pk__in=ids)
        return {
            event.pk: event
            for event in rows.select_related("actor")
            if event.kind in tellings
            and (
                not tellings[event.kind].is_private
                or self.by.is_administrator
                or event.actor_id == self.by.pk
            )
        }

    def _is_named(self, change: Change) -> bool:
        return change.thing is None or change.thing in self.named

    def _is_seen(self, change: Change) -> bool:
        if change.aspect == "expected" and self.by.is_guest:
            return False
        if change.aspect in PRIVATE_ASPECTS and not self.by.is_administrator:
            return change.event_id in self.events
        return self._is_named(change)

    def cause(self, minutes: int | None, changes: Sequence[Change]) -> Cause:
        """Name a stretch of changes."""
        real = tuple(change for change in changes if _is_real(change))
        is_timed = any(change.aspect == TIME for change in changes)
        if not real:
            return Cause(kind="time" if is_timed else "learning", minutes=minutes)
        seen = [change for change in real if self._is_seen(change)]
        if not seen and len(real) == len(changes):
            return Cause(kind="unseen", minutes=minutes, changes=real)
        same = {(change.aspect, change.thing) for change in real}
        if len(seen) == len(changes) and len(same) == 1:
            aspect, thing = same.pop()
            return Cause(
                kind="change",
                minutes=minutes,
                changes=real,
                aspect=aspect,
                thing=thing,
                named=[self.named[thing]] if thing else (),
            )
        things = dict.fromkeys(change.thing for change in seen)
        return Cause(
            kind="changes",
            minutes=minutes,
            changes=real,
            named=[self.named[thing] for thing in things if thing],
            hidden=len(real) - len(seen),
            is_timed=is_timed,
        )

    def told(self, causes: Iterable[Cause]) -> list[Cause]:
        """Add to each change what the log tells of the last time that it was made."""
        last: dict[int, int] = {}
        for n, cause in enumerate(causes := list(causes)):
            ids = [change.event_id or 0 for change in cause.changes]
            if cause.kind == "change" and (
                known := [i for i in ids if i in self.events]
            ):
                last[n] = known[-1]
        entries: defaultdict[int, list[Entry]] = defaultdict(list)
        events = [self.events[pk] for pk in dict.fromkeys(last.values())]
        for event, entry in told(events, by=self.by):
            entries[event.pk].append(entry)
        return [
            replace(cause, entries=entries[last[n]]) if n in last else cause
            for n, cause in enumerate(causes)
        ]
