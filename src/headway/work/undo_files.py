"""Take back what happened to files of items."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.clashes import changed_since, later_changes
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work import actions
from headway.work.facts import (
    FileAdded,
    FileRemoved,
    FileReplaced,
    FileRestored,
)
from headway.work.models import Attachment, Deletion


def undo_additions(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Remove files that are as they came; those removed meanwhile are fine."""
    same, kept = _as_then(events, by)
    actions.remove_files([event.data["attachment_id"] for event in same], by=by)
    return kept


def undo_replacements(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Put back the versions that were before, where the new ones are still there."""
    same, kept = _as_then(events, by)
    for event in same:
        data = event.data
        actions.put_file_back(data["attachment_id"], data["before"], by=by)
    return kept


def undo_removals(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Restore what still is in the bin; what was restored meanwhile is fine."""
    ids = {event.data["deletion_id"] for event in events}
    binned = Deletion.objects.filter(workspace_id=by.workspace_id, pk__in=ids)
    present = set(binned.values_list("pk", flat=True))
    actions.restore(present, by=by)
    gone = [event for event in events if event.data["deletion_id"] not in present]
    names = _present(gone)
    return [
        Kept(event=event, error=Refused(_("It is no longer in the bin.")))
        for event in gone
        if event.data["attachment_id"] not in names
    ]


def undo_restorations(events: Sequence[Event], by: Actor) -> list[Kept]:
    present = _present(events)
    actions.remove_files(present, by=by)
    return []


def _present(events: Sequence[Event]) -> dict[int, Attachment]:
    ids = {event.data["attachment_id"] for event in events}
    return Attachment.objects.with_versions().in_bulk(ids)


def _as_then(events: Sequence[Event], by: Actor) -> tuple[list[Event], list[Kept]]:
    """Return the events whose files are as they left them; say who changed others."""
    present = _present(events)
    same, kept = [], []
    for event in events:
        data = event.data
        attachment = present.get(data["attachment_id"])
        if attachment is None:
            continue
        if attachment.file.current.number == data["version"]:
            same.append(event)
            continue
        Attachment.objects.get_for_read(attachment.pk, by=by)
        later = later_changes([event], data__attachment_id=attachment.pk)
        error = changed_since(data["name"], later.get(event.subject_id))
        kept.append(Kept(event=event, error=error))
    return same, kept


UNDOS: Undos = {
    FileAdded.kind: undo_additions,
    FileRemoved.kind: undo_removals,
    FileReplaced.kind: undo_replacements,
    FileRestored.kind: undo_restorations,
}
