"""Take back what an operation did."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.base.errors import DomainError, NotFound, Refused
from headway.events import ports
from headway.events.actions.recording import taking_back
from headway.events.models import Event
from headway.events.ports import Kept, NotUndoable

AT_A_TIME = 2000
"""Events in memory: an import may have hundreds of thousands."""


class CannotUndo(Refused):
    """Some of an operation cannot be taken back: ``kept``, of ``total`` events."""

    def __init__(self, kept: Sequence[Kept], total: int) -> None:
        self.kept, self.total = kept, total
        super().__init__(_said(kept))

    @property
    def has_rest(self) -> bool:
        return len(self.kept) < self.total


@transaction.atomic
def undo_operation(
    operation: UUID, *, by: Actor, the_rest: bool = False
) -> Sequence[Kept]:
    """Take back what an operation did, newest first, as a new operation.

    Undoing an undo does it again.  Raises :class:`CannotUndo`, and takes nothing back,
    when something was changed again since, may not be changed by ``by`` today or is of
    a kind that cannot be undone.  With ``the_rest`` all else is taken back, and what
    could not be is returned.  Raises :class:`NotFound` and ``PermissionDenied`` when
    that holds of all of it.
    """
    here = Event.objects.visible_to(by).filter(operation=operation)
    total = here.count()
    if not total:
        raise NotFound
    undos = ports.undos()
    idle = [kind for kind in undos if undos[kind] is ports.nothing_to_undo]
    events = here.exclude(kind__in=idle).order_by("-pk").iterator(AT_A_TIME)
    with taking_back(operation):
        kept = [each for run in _runs(events) for each in _undo(run, by)]
    if kept and (not the_rest or len(kept) == total):
        raise _refusal(kept, total)
    return kept


def _runs(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Split events into runs of one kind in which nothing changes twice."""
    run: list[Event] = []
    changed: set[tuple[int, int | None]] = set()
    for event in events:
        thing = (event.subject_id, event.other_id)
        if run and (run[0].kind != event.kind or thing in changed):
            yield run
            run, changed = [], set()
        run.append(event)
        changed.add(thing)
    yield run


def _undo(run: Sequence[Event], by: Actor) -> Sequence[Kept]:
    """Take back a run at once or, when that is refused, in ever smaller parts."""
    undo = ports.undos()[run[0].kind]
    if isinstance(undo, NotUndoable):
        refused = Refused(str(undo.reason))
        return [Kept(event=event, error=refused) for event in run]
    try:
        with transaction.atomic():
            return undo(run, by)
    except (DomainError, PermissionDenied) as error:
        if len(run) == 1:
            return [Kept(event=run[0], error=error)]
    middle = len(run) // 2
    return [*_undo(run[:middle], by), *_undo(run[middle:], by)]


def _refusal(kept: Sequence[Kept], total: int) -> Exception:
    errors = [each.error for each in kept]
    if len(kept) == total:
        if all(isinstance(error, NotFound) for error in errors):
            return NotFound()
        if not any(isinstance(error, Refused) for error in errors):
            return PermissionDenied()
    return CannotUndo(kept, total)


def _said(kept: Sequence[Kept]) -> str:
    """Give the first reason, and how many more there are."""
    reasons = list(dict.fromkeys(each.why for each in kept))
    if len(reasons) == 1:
        return reasons[0]
    more = ngettext("And %d more reason.", "And %d more reasons.", len(reasons) - 1)
    return _("%(first)s %(more)s") % {
        "first": reasons[0],
        "more": more % (len(reasons) - 1),
    }
