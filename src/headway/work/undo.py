"""Take back what happened to work: each undo is the opposite action."""

from typing import Any

from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.models import Event
from headway.work import actions
from headway.work.facts import (
    ItemCreated,
    ItemEdited,
    ItemMoved,
    ItemsLinked,
    ItemsUnlinked,
    PeopleAssigned,
)
from headway.work.models import Item, State


def undo_edit(event: Event, by: Actor) -> None:
    item = _unchanged(event, by)
    actions.edit_item(item.pk, by=by, **_values(event.data["before"]))


def undo_move(event: Event, by: Actor) -> None:
    item = _unchanged(event, by)
    actions.restore_progress(item.pk, by=by, **_values(event.data["before"]))


def undo_assignment(event: Event, by: Actor) -> None:
    item = Item.objects.get_for_change(event.subject_id, by=by)
    if actions.assigned(item) != event.data["after"]:
        raise Refused(_changed_since(item, event))
    before = event.data["before"]
    accountable = [row["person_id"] for row in before if row["is_accountable"]]
    parts = [
        actions.Part(
            person_id=row["person_id"],
            share=row["share"],
            units_percent=row["units_percent"],
        )
        for row in before
    ]
    actions.assign_people(
        item.pk, parts, by=by, accountable_id=accountable[0] if accountable else None
    )


def undo_link(event: Event, by: Actor) -> None:
    actions.unlink_items(event.subject_id, event.data["after_id"], by=by)


def undo_unlink(event: Event, by: Actor) -> None:
    data = event.data
    actions.link_items(
        event.subject_id,
        data["after_id"],
        by=by,
        kind=data["link"],
        lag_minutes=data["lag_minutes"],
        lag_is_elapsed=data["lag_is_elapsed"],
    )


def undo_creation(event: Event, by: Actor) -> None:
    """Cancel the item: it keeps its key, and its history."""
    actions.move_item(event.subject_id, State.CANCELLED, by=by)


UNDOS = {
    ItemCreated.kind: undo_creation,
    ItemEdited.kind: undo_edit,
    ItemMoved.kind: undo_move,
    PeopleAssigned.kind: undo_assignment,
    ItemsLinked.kind: undo_link,
    ItemsUnlinked.kind: undo_unlink,
}


def _unchanged(event: Event, by: Actor) -> Item:
    """Return the item locked, if it still is as the event left it."""
    item = Item.objects.get_for_change(event.subject_id, by=by)
    after = _values(event.data["after"])
    if any(getattr(item, name) != value for name, value in after.items()):
        raise Refused(_changed_since(item, event))
    return item


def _changed_since(item: Item, event: Event) -> str:
    """Say who changed the item after the event, and when."""
    later = (
        Event.objects.filter(workspace_id=event.workspace_id)
        .filter(subject_type=event.subject_type, subject_id=item.pk)
        .filter(pk__gt=event.pk)
        .select_related("actor")
        .order_by("-pk")
        .first()
    )
    if later is None:
        return _("“%s” is no longer as it was then.") % item.title
    return _("%(who)s changed “%(item)s” since, at %(when)s.") % {
        "who": later.author,
        "item": item.title,
        "when": later.at.strftime("%Y-%m-%d %H:%M UTC"),
    }


def _values(logged: dict[str, Any]) -> dict[str, Any]:
    """Read fields of an item as the log wrote them."""
    fields = {f.attname: f for f in Item._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in logged.items()}
