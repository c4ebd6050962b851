"""Move items from state to state."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.ui.words import date_words
from headway.work.facts import ItemMoved
from headway.work.models import Item, State, WorkflowState
from headway.work.models.types import CLOSED

STATUS = ("type_id", "status_id", "state")
PROGRESS = (*STATUS, "started_at", "finished_at", "remaining_minutes")
SAVED = [*PROGRESS, "finished_by", "version"]


@transaction.atomic
def move_item(
    item_id: int,
    to: str | None = None,
    *,
    by: Actor,
    status_id: int | None = None,
    at: datetime | None = None,
    if_version: int | None = None,
) -> Item:
    """Bring an item into a state of its workflow: ``status_id``, or one of category.

    ``to`` names the category; in its default state unless the item is in one of that
    category.  Into the one it is in changes nothing.  Starting sets ``started_at``,
    finishing ``finished_at`` to ``at`` (now, if None).  Records :class:`ItemMoved`.
    Raises :class:`Refused` when it is to be finished while items in it are open, when
    ``at`` is before its start or in the future, or its type has no such state.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    if status_id is None:
        if to in (None, item.state):
            return item
        status = default_statuses([item])[item.type_id, State(to or "")]
    else:
        states = WorkflowState.objects.visible_to(by)
        asked = states.get_for_read(status_id, by=by)
        status = status_in(states.filter(name=asked.name), item, asked)
    if item.status_id == status.pk:
        return item
    item.check_version(if_version)
    fact = apply_move(item, status, moment_of(at), by)
    if item.state == State.DONE:
        refuse_open_children([item.pk])
    item.save(update_fields=SAVED)
    hold_to_states()
    record(fact, by=by)
    return item


def hold_to_states() -> None:
    """Refuse now what the database would refuse at the end of the transaction.

    Somebody may give a state another category while somebody moves an item into it,
    each unseen by the other; from here on one of them waits.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SET CONSTRAINTS item_state_is_that_of_its_status IMMEDIATE;"
                "SET CONSTRAINTS item_state_is_that_of_its_status DEFERRED"
            )
    except IntegrityError as error:
        raise Refused(
            _("Somebody changed that state at the same time; look, and try again.")
        ) from error


def default_statuses(items: Iterable[Item]) -> dict[tuple[int, str], WorkflowState]:
    """Return where items come that are moved into a category, by type and category."""
    rows = list(items)
    if not rows:
        return {}
    return WorkflowState.objects.defaults_of(
        rows[0].workspace_id, {item.type_id for item in rows}
    )


def status_in(
    column: Iterable[WorkflowState], item: Item, asked: WorkflowState
) -> WorkflowState:
    """Return the state of the item's own type that is like the one asked for.

    Types have states of the same name; a board shows them as one column.
    """
    for state in column:
        is_like = (state.name, state.category) == (asked.name, asked.category)
        if is_like and state.type_id == item.type_id:
            return state
    raise Refused(
        _("“%(item)s” is of the type “%(type)s”, which has no state “%(state)s”.")
        % {"item": item.title, "type": item.type.name, "state": asked.name}
    )


@transaction.atomic
def restore_progress(item_id: int, *, by: Actor, **progress: Any) -> Item:
    """Put an item back into an earlier state, with the dates it had then.

    ``progress`` is what :class:`ItemMoved` holds.  Records :class:`ItemMoved`.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    [said] = known_progress([item], {item.pk: progress}).values()
    fact = apply_progress(item, said, by)
    if fact is not None:
        item.save(update_fields=SAVED)
        hold_to_states()
        record(fact, by=by)
    return item


def known_progress(
    items: Collection[Item], progress: Mapping[int, Mapping[str, Any]]
) -> dict[int, dict[str, Any]]:
    """Check that items can be in the states they were in; two queries at most.

    Where the log names a category alone, as it did once, its default state is meant.
    Raises :class:`Refused` when a state was removed since, or is another category now.
    """
    named = {said.get("status_id", 0) for said in progress.values()}
    rows = WorkflowState.objects.live().filter(pk__in=named)
    live = {row.pk: row for row in rows}
    defaults = default_statuses(items)
    known = {}
    for item in items:
        said = dict(progress[item.pk])
        if "state" in said:
            status = live.get(said.get("status_id", 0))
            if "status_id" not in said:
                status = defaults[item.type_id, said["state"]]
            if status is None or status.category != said["state"]:
                raise Refused(
                    _("The state in which “%s” was is no longer there.") % item.title
                )
            said |= {"status_id": status.pk, "type_id": status.type_id}
        known[item.pk] = said
    return known


def moment_of(at: datetime | None) -> datetime:
    """Return when something happened: now, if nobody said; not in the future."""
    moment = (at or timezone.now()).replace(microsecond=0)
    if moment > timezone.now():
        said = date_words(moment, with_time=True)
        raise Refused(_("%s is in the future.") % said)
    return moment


def apply_move(item: Item, to: WorkflowState, moment: datetime, by: Actor) -> ItemMoved:
    """Bring the unsaved item into another state, and return what that was."""
    before = _progress(item)
    if item.state != to.category:
        _apply(item, State(to.category), moment, by)
    item.status, item.type_id = to, to.type_id
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
                % {
                    "item": item.title,
                    "start": date_words(item.started_at, with_time=True),
                }
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
