"""Make items of another type, each in the state there that is like its own."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.base.rows import write_columns
from headway.events.actions import record
from headway.work.actions.moving import SAVED, apply_move, hold_to_states, moment_of
from headway.work.models import Item, WorkflowState

Like = tuple[int, str, str]
"""A type, a category, and the name of a state of it; empty for its usual one."""


@transaction.atomic
def retype_item(
    item_id: int, type_id: int, *, by: Actor, if_version: int | None = None
) -> Item:
    """Make an item of another type; of its own changes nothing.

    It comes into the state of the new type that has the category and the name of its
    own, else into the category's usual one: its progress stays.  Records
    :class:`ItemMoved`, whose undo brings type and state back.  Raises
    :class:`NotFound` for what is no type here.
    """
    item = Item.objects.get_for_change(item_id, by=by)
    item.check_version(if_version)
    retype_each([item], {item.pk: type_id}, by=by)
    return item


@transaction.atomic
def retype_each(
    items: Sequence[Item], wanted: Mapping[int, int | None], *, by: Actor
) -> None:
    """Give each of the locked items its type, None leaving it; four statements."""
    types = {item.pk: wanted[item.pk] for item in items}
    moving = [i for i in items if types[i.pk] not in (None, i.type_id)]
    if not moving:
        return
    names = dict(
        WorkflowState.objects.filter(
            pk__in={item.status_id for item in moving}
        ).values_list("pk", "name")
    )
    states = _states({types[item.pk] or 0 for item in moving}, by=by)
    moment = moment_of(None)
    facts = []
    for item in moving:
        kind = (types[item.pk] or 0, item.state)
        to = states.get((*kind, names[item.status_id])) or states[*kind, ""]
        facts.append(apply_move(item, to, moment, by))
    write_columns(moving, SAVED)
    hold_to_states()
    record(*facts, by=by)


def _states(type_ids: set[int], *, by: Actor) -> dict[Like, WorkflowState]:
    rows = WorkflowState.objects.visible_to(by).filter(type__in=type_ids)
    found: dict[Like, WorkflowState] = {}
    for state in rows:
        found[state.type_id, state.category, state.name] = state
        if state.is_default:
            found[state.type_id, state.category, ""] = state
    if unknown := type_ids - {type_id for type_id, _category, _name in found}:
        raise NotFound(_("There is no type of items %s.") % unknown.pop())
    return found
