"""Move items from state to state."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.work.facts import ItemMoved
from headway.work.models import Item, State
from headway.work.models.items import CLOSED


@transaction.atomic
def move_item(
    item_id: int,
    to: str,
    *,
    by: Actor,
    at: datetime | None = None,
    if_version: int | None = None,
) -> Item:
    """Bring an item into the state ``to``; into the one it is in changes nothing.

    Starting sets ``started_at``, finishing ``finished_at`` to ``at`` (now, if None).
    Records :class:`ItemMoved`.  Raises :class:`Refused` when it is to be finished while
    items in it are open, or ``at`` is before its start or in the future.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    if item.state == to:
        return item
    item.check_version(if_version)
    moment = (at or timezone.now()).replace(microsecond=0)
    if moment > timezone.now():
        raise Refused(_("%s is in the future.") % moment.isoformat())
    if to == State.DONE:
        _refuse_open_children(item)

    before = _progress(item)
    _apply(item, State(to), moment, by)
    return _save(item, before, by=by)


@transaction.atomic
def restore_progress(item_id: int, *, by: Actor, **progress: Any) -> Item:
    """Put an item back into an earlier state, with the dates it had then.

    ``progress`` is what :class:`ItemMoved` holds.  Records :class:`ItemMoved`.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    before = _progress(item)
    if progress == before:
        return item
    for name in before:
        setattr(item, name, progress[name])
    item.finished_by = by if item.state == State.DONE else None
    return _save(item, before, by=by)


@transaction.atomic
def _save(item: Item, before: dict[str, Any], *, by: Actor) -> Item:
    item.version += 1
    item.save(update_fields=[*_progress(item), "finished_by", "version"])
    record(
        ItemMoved(
            subject_id=item.pk,
            project_id=item.project_id,
            before=before,
            after=_progress(item),
        ),
        by=by,
    )
    return item


def _progress(item: Item) -> dict[str, Any]:
    names = ("state", "started_at", "finished_at", "remaining_minutes")
    return {name: getattr(item, name) for name in names}


def _apply(item: Item, to: State, moment: datetime, by: Actor) -> None:
    if item.state == State.DONE and to not in CLOSED:
        item.remaining_minutes = None  # what was left is no longer known
    item.finished_at = item.finished_by = None
    if to == State.TODO:
        item.started_at = None
    elif to == State.DOING:
        item.started_at = item.started_at or moment
    elif to == State.DONE:
        item.started_at = item.started_at or moment
        if item.started_at > moment:
            raise Refused(
                _("“%(item)s” started on %(start)s, after that.")
                % {"item": item.title, "start": item.started_at.date().isoformat()}
            )
        item.finished_at, item.finished_by = moment, by
        item.remaining_minutes = 0
    item.state = to


def _refuse_open_children(item: Item) -> None:
    child = item.children.open().first()
    if child is not None:
        raise Refused(_("Close “%s” first, which is in it.") % child.title)
