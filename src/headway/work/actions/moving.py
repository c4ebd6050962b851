"""Move items from state to state."""

from collections.abc import Collection
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

PROGRESS = ("state", "started_at", "finished_at", "remaining_minutes")
SAVED = [*PROGRESS, "finished_by", "version"]


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
    fact = apply_move(item, State(to), moment_of(at), by)
    if to == State.DONE:
        refuse_open_children([item.pk])
    item.save(update_fields=SAVED)
    record(fact, by=by)
    return item


@transaction.atomic
def restore_progress(item_id: int, *, by: Actor, **progress: Any) -> Item:
    """Put an item back into an earlier state, with the dates it had then.

    ``progress`` is what :class:`ItemMoved` holds.  Records :class:`ItemMoved`.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    fact = apply_progress(item, progress, by)
    if fact is not None:
        item.save(update_fields=SAVED)
        record(fact, by=by)
    return item


def moment_of(at: datetime | None) -> datetime:
    """Return when something happened: now, if nobody said; not in the future."""
    moment = (at or timezone.now()).replace(microsecond=0)
    if moment > timezone.now():
        raise Refused(_("%s is in the future.") % moment.isoformat())
    return moment


def apply_move(item: Item, to: State, moment: datetime, by: Actor) -> ItemMoved:
    """Bring the unsaved item into another state, and return what that was."""
    before = _progress(item)
    _apply(item, to, moment, by)
    return _moved(item, before)


def apply_progress(item: Item, progress: dict[str, Any], by: Actor) -> ItemMoved | None:
    """Give the unsaved item the progress it had, and return what that changed.

    What ``progress`` does not name stays.
    """
    before = _progress(item)
    if before | progress == before:
        return None
    for name, value in progress.items():
        setattr(item, name, value)
    item.finished_by = by if item.state == State.DONE else None
    return _moved(item, before)


def _moved(item: Item, before: dict[str, Any]) -> ItemMoved:
    item.version += 1
    return ItemMoved(
        subject_id=item.pk,
        project_id=item.project_id,
        before=before,
        after=_progress(item),
    )


def _progress(item: Item) -> dict[str, Any]:
    return {name: getattr(item, name) for name in PROGRESS}


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


def refuse_open_children(item_ids: Collection[int]) -> None:
    """Refuse to finish items while others in them are open, which are not of them."""
    inside = Item.objects.open().filter(parent_id__in=item_ids)
    child = inside.exclude(pk__in=item_ids).first()
    if child is not None:
        raise Refused(_("Close “%s” first, which is in it.") % child.title)
