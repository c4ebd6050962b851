"""What an undo may change of the items that events speak of."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.clashes import changed_since, later_changes
from headway.events.models import Event
from headway.events.ports import Kept
from headway.work.models import Item

Undo = Callable[[Sequence[Event], Actor], list[Kept]]


class Named(Protocol):
    """A row that people call by its name."""

    pk: Any
    name: Any


def changeable(
    events: Sequence[Event], by: Actor
) -> tuple[dict[int, Item], list[Kept]]:
    """Return the items that ``by`` may change, locked, and the events of others."""
    ids = {event.subject_id for event in events}
    seen = {i.pk: i for i in Item.objects.locked().visible_to(by).filter(pk__in=ids)}
    may = set(Item.objects.editable_by(by).filter(pk__in=ids).values_list("pk"))
    kept_back = seen.keys() - {pk for (pk,) in may}
    archived = _archived(kept_back) if kept_back else {}
    gone = binned(ids - seen.keys(), by)
    kept = []
    for event in events:
        pk = event.subject_id
        error: Refused | NotFound | PermissionDenied
        if pk in gone:
            error = gone[pk]
        elif pk not in seen:
            error = NotFound()
        elif pk in archived:
            error = archived[pk]
        elif (pk,) not in may:
            error = PermissionDenied(_("You may not change “%s”.") % seen[pk].title)
        else:
            continue
        kept.append(Kept(event=event, error=error))
    left_out = {each.event.subject_id for each in kept}
    return {pk: item for pk, item in seen.items() if pk not in left_out}, kept


def binned(ids: Collection[int], by: Actor) -> dict[int, Refused]:
    """Say of those in the bin that they are."""
    rows = Item.everything.visible_to(by).filter(pk__in=ids).exclude(deletion=None)
    said = _("“%s” is in the bin; restore it first.")
    return {pk: Refused(said % title) for pk, title in rows.values_list("pk", "title")}


def _archived(ids: Collection[int]) -> dict[int, Refused]:
    """Say of those whose project is in the archive that it is."""
    rows = Item.objects.filter(pk__in=ids, project__archived_at__isnull=False)
    said = _("%s is archived: take it out of the archive first.")
    return {
        pk: Refused(said % name) for pk, name in rows.values_list("pk", "project__name")
    }


def clashes(
    events: Sequence[Event],
    items: Mapping[int, Item],
    *,
    fields: Collection[str] = (),
    **conditions: Any,
) -> list[Kept]:
    """Say of each event who changed its item after it, and when."""
    if not events:
        return []
    later = later_changes(events, fields=fields, **conditions)
    return [
        Kept(
            event=event,
            error=changed_since(
                items[event.subject_id].title, later.get(event.subject_id)
            ),
        )
        for event in events
    ]


def opposite(act: Callable[..., object], name: str = "") -> Undo:
    """Take each event back by ``act``: on its subject, or what ``name`` in it says."""

    def undo(events: Sequence[Event], by: Actor) -> list[Kept]:
        for event in events:
            act(event.data.get(name, event.subject_id), by=by)
        return []

    return undo


def put_back(
    event: Event,
    row: Named,
    edit: Callable[..., object],
    *,
    by: Actor,
    read: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict,
) -> list[Kept]:
    """Give a row the values from before, if it still has those from after.

    ``read`` makes values of the row from what the log says of them.
    """
    after = read(event.data["after"])
    if all(getattr(row, name) == value for name, value in after.items()):
        edit(row.pk, by=by, **read(event.data["before"]))
        return []
    later = later_changes([event], fields=after).get(row.pk)
    return [Kept(event=event, error=changed_since(row.name, later))]
