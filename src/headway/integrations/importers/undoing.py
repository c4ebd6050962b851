"""Take back what an import did, and how it is told that one was.

What takes files over is imported at its first use: the log's wiring is read by every
process.
"""

from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base.errors import DomainError
from headway.events.actions import record, undo_operation
from headway.events.models import Event
from headway.events.ports import Kept, Names, NotUndoable, Telling, Undos
from headway.integrations.importers.facts import (
    ImportEnded,
    ImportStarted,
    ImportUndone,
)
from headway.integrations.importers.models import Import, ImportState
from headway.people.speaking import speaking_in


def take_back(import_id: int, actor_id: int, *, the_rest: bool) -> None:
    """Undo the operation of an import, in one transaction; or say what is in the way.

    Again, once it is done, changes nothing.
    """
    from headway.integrations.importers.running import said

    run = Import.objects.select_related("workspace").get(pk=import_id)
    if run.state != ImportState.UNDOING:
        return
    by = Actor.objects.select_related("workspace").get(pk=actor_id)
    with speaking_in(run.workspace):
        try:
            undo_operation(run.operation, by=by, the_rest=the_rest)
        except (DomainError, PermissionDenied) as error:
            stay(run, said(error))


@transaction.atomic
def stay(run: Import, problem: str) -> None:
    """Let an import that is not taken back be what it was before, and say why."""
    state = _state_before(run)
    Import.objects.filter(pk=run.pk, state=ImportState.UNDOING).update(
        state=state, problem=problem
    )


def _state_before(run: Import) -> str:
    """What the last of its ends says."""
    rows = Event.objects.filter(
        workspace_id=run.workspace_id,
        operation=run.operation,
        kind=ImportEnded.kind,
    )
    last = rows.order_by("-pk").first()
    return str(last.data["state"]) if last else ImportState.FAILED


def undo_ends(events: Sequence[Event], by: Actor) -> list[Kept]:
    """What else it changed is undone by the kinds of that."""
    from headway.integrations.importers.actions import note_undone

    note_undone(events, by=by)
    return []


def undo_undoing(events: Sequence[Event], by: Actor) -> list[Kept]:
    """What it made is restored by the kinds of that: it is an import again."""
    from headway.integrations.importers.actions import put_again
    from headway.integrations.importers.running import ended

    for run in put_again(events, by=by):
        record(ended(run), by=by)
    return []


UNDOS: Undos = {
    ImportStarted.kind: NotUndoable(
        reason=gettext_lazy("What was started is cancelled, or undone when it is over.")
    ),
    ImportEnded.kind: undo_ends,
    ImportUndone.kind: undo_undoing,
}


def tell_import(event: Event, names: Names) -> list[str]:
    texts: Mapping[str, str] = {
        ImportStarted.kind: _("%(who)s began to import “%(name)s” (%(source)s)"),
        ImportEnded.kind: _("“%(name)s” (%(source)s) was imported: %(items)d items"),
        ImportUndone.kind: _("%(who)s undid the import of “%(name)s” (%(source)s)"),
    }
    return [texts[event.kind] % {"who": names.who(event), **event.data}]


TELLINGS: Mapping[str, Telling] = {
    kind: Telling(sentences=tell_import, is_private=True) for kind in UNDOS
}
