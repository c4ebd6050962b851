"""Say which types of items there are, and through which states each goes."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.actions import record
from headway.work.actions.bulk import move_each
from headway.work.actions.founding import add_usual_states, found_types
from headway.work.actions.moving import hold_to_states, moment_of
from headway.work.actions.saving import rename_in_views
from headway.work.facts_types import (
    StateAdded,
    StateEdited,
    StateMadeDefault,
    StateRemoved,
    StateRestored,
    StatesOrdered,
    TypeAdded,
    TypeRemoved,
    TypeRenamed,
    TypeRestored,
)
from headway.work.filters.renaming import with_value_renamed
from headway.work.models import Item, ItemType, State, WorkflowState

EDITABLE = frozenset({"name", "category", "is_review", "wip_limit"})


@transaction.atomic
def add_type(*, by: Actor, name: str) -> ItemType:
    """Add a type behind all others, with the usual states.

    Only administrators may, here as in all that follows.  Records :class:`TypeAdded`.
    """
    by.check_administers()
    found_types(by.workspace_id)
    mine = ItemType.objects.visible_to(by)
    _refuse_taken(name, is_taken=mine.filter(name=name).exists())
    last = mine.aggregate(last=Max("position"))["last"] or 0
    kind = ItemType.objects.create(
        workspace_id=by.workspace_id, name=name, position=last + 1
    )
    add_usual_states(kind)
    record(TypeAdded(subject_id=kind.pk, name=name), by=by)
    return kind


@transaction.atomic
def rename_type(type_id: int, name: str, *, by: Actor) -> ItemType:
    """Call a type otherwise; saved views that ask for it follow.

    Records :class:`TypeRenamed`, or nothing.
    """
    kind = _type(type_id, by=by)
    if kind.name == name:
        return kind
    others = ItemType.objects.visible_to(by).exclude(pk=kind.pk)
    _refuse_taken(name, is_taken=others.filter(name=name).exists())
    before, kind.name = kind.name, name
    kind.save(update_fields=["name"])
    rename_in_views(
        kind.workspace_id,
        before,
        lambda query: with_value_renamed(query, "type", before, name),
    )
    record(TypeRenamed(subject_id=kind.pk, name=name, before=before), by=by)
    return kind


@transaction.atomic
def remove_type(type_id: int, *, by: Actor) -> None:
    """Remove a type of which there are no items.  Records :class:`TypeRemoved`."""
    kind = _type(type_id, by=by)
    if kind.is_default:
        raise Refused(_("New items are of the type “%s”.") % kind.name)
    if count := Item.everything.filter(type=kind).count():
        said = ngettext(
            "%(count)d item is of the type “%(type)s”, those in the bin counted.",
            "%(count)d items are of the type “%(type)s”, those in the bin counted.",
            count,
        )
        raise Refused(said % {"count": count, "type": kind.name})
    kind.removed_at = timezone.now()
    kind.save(update_fields=["removed_at"])
    record(TypeRemoved(subject_id=kind.pk, name=kind.name), by=by)


@transaction.atomic
def restore_type(type_id: int, *, by: Actor) -> None:
    """Let a removed type be there again.  Records :class:`TypeRestored`."""
    by.check_administers()
    gone = ItemType.objects.locked().filter(workspace_id=by.workspace_id, pk=type_id)
    kind = gone.first()
    if kind is None or kind.removed_at is None:
        raise Refused(_("This is no longer as it was then."))
    taken = ItemType.objects.visible_to(by).filter(name=kind.name)
    _refuse_taken(kind.name, is_taken=taken.exists())
    kind.removed_at = None
    kind.save(update_fields=["removed_at"])
    record(TypeRestored(subject_id=kind.pk, name=kind.name), by=by)


@transaction.atomic
def add_state(
    type_id: int,
    *,
    by: Actor,
    name: str,
    category: str,
    is_review: bool = False,
    wip_limit: int | None = None,
) -> WorkflowState:
    """Add a state behind the last of its category.  Records :class:`StateAdded`."""
    kind = _type(type_id, by=by)
    live = list(kind.states.live().in_order())
    _refuse_taken(name, is_taken=any(state.name == name for state in live))
    _check_review(category, is_review=is_review)
    state = WorkflowState.objects.create(
        workspace_id=by.workspace_id,
        type=kind,
        name=name,
        category=category,
        is_review=is_review,
        wip_limit=wip_limit,
    )
    last = max(n for n, each in enumerate(live) if each.category == category)
    live.insert(last + 1, state)
    _number(live)
    record(StateAdded(subject_id=kind.pk, state_id=state.pk, name=name), by=by)
    return state


@transaction.atomic
def edit_state(state_id: int, *, by: Actor, **changes: Any) -> WorkflowState:
    """Change what a state is; ``changes`` are fields of ``EDITABLE``.

    Its category stays while items are in it, or come into it by default.  Records
    :class:`StateEdited`, or nothing when all stays as it was.
    """
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"edit_state cannot change {sorted(unknown)}")
    state = _state(state_id, by=by)
    after = {name: new for name, new in changes.items() if getattr(state, name) != new}
    if not after:
        return state
    if "name" in after:
        others = state.type.states.live().exclude(pk=state.pk)
        _refuse_taken(
            after["name"], is_taken=others.filter(name=after["name"]).exists()
        )
    if "category" in after:
        _refuse_default(state)
        if count := Item.everything.filter(status=state).count():
            said = ngettext(
                "%(count)d item is in “%(state)s”; move it elsewhere first.",
                "%(count)d items are in “%(state)s”; move them elsewhere first.",
                count,
            )
            raise Refused(said % {"count": count, "state": state.name})
    before = {name: getattr(state, name) for name in after}
    for name, new in after.items():
        setattr(state, name, new)
    _check_review(state.category, is_review=state.is_review)
    state.save(update_fields=[*after])
    if "category" in after:
        hold_to_states()
    record(
        StateEdited(
            subject_id=state.type_id,
            state_id=state.pk,
            name=state.name,
            before=before,
            after=after,
        ),
        by=by,
    )
    return state


@transaction.atomic
def remove_state(state_id: int, *, by: Actor, into_id: int | None = None) -> None:
    """Remove a state; what is in it comes into another one of the same type.

    Records what :func:`move_item` records of each, then :class:`StateRemoved`.
    """
    state = _state(state_id, by=by)
    _refuse_default(state)
    inside = list(Item.everything.locked().filter(status=state).order_by("pk"))
    others = state.type.states.live().exclude(pk=state.pk)
    into = others.filter(pk=into_id).first() if into_id else None
    if inside and into is None:
        said = ngettext(
            "%(count)d item is in “%(state)s”; say into which state it goes.",
            "%(count)d items are in “%(state)s”; say into which state they go.",
            len(inside),
        )
        raise Refused(said % {"count": len(inside), "state": state.name})
    if inside and into:
        move_each(inside, {state.type_id: into}, moment_of(None), by=by)
    state.removed_at = timezone.now()
    state.save(update_fields=["removed_at"])
    record(
        StateRemoved(subject_id=state.type_id, state_id=state.pk, name=state.name),
        by=by,
    )


@transaction.atomic
def restore_state(state_id: int, *, by: Actor) -> None:
    """Let a removed state be there again.  Records :class:`StateRestored`."""
    by.check_administers()
    gone = WorkflowState.objects.filter(workspace_id=by.workspace_id, pk=state_id)
    state = gone.first()
    if state is None or state.removed_at is None:
        raise Refused(_("This is no longer as it was then."))
    kind = _type(state.type_id, by=by)
    taken = kind.states.live().filter(name=state.name)
    _refuse_taken(state.name, is_taken=taken.exists())
    state.removed_at = None
    state.save(update_fields=["removed_at"])
    record(StateRestored(subject_id=kind.pk, state_id=state.pk, name=state.name), by=by)


@transaction.atomic
def make_default_state(state_id: int, *, by: Actor) -> WorkflowState:
    """Let items that come into its category come into this state.

    Records :class:`StateMadeDefault`, or nothing when it is so already.
    """
    state = _state(state_id, by=by)
    if state.is_default:
        return state
    former = state.type.states.get(category=state.category, is_default=True)
    for row, is_default in ((former, False), (state, True)):
        row.is_default = is_default
        row.save(update_fields=["is_default"])
    record(
        StateMadeDefault(
            subject_id=state.type_id,
            state_id=state.pk,
            name=state.name,
            before_id=former.pk,
        ),
        by=by,
    )
    return state


@transaction.atomic
def order_states(type_id: int, state_ids: Sequence[int], *, by: Actor) -> None:
    """Put the states of a type in order; all of them.  Records :class:`StatesOrdered`.

    Columns of boards stand in that order.
    """
    kind = _type(type_id, by=by)
    states = {state.pk: state for state in kind.states.live().in_order()}
    if sorted(state_ids) != sorted(states):
        raise Refused(_("Name each state of “%s” once.") % kind.name)
    before, after = list(states), list(state_ids)
    if before == after:
        return
    _number([states[pk] for pk in after])
    record(
        StatesOrdered(
            subject_id=kind.pk,
            name=kind.name,
            before=[{"state_id": pk} for pk in before],
            after=[{"state_id": pk} for pk in after],
        ),
        by=by,
    )


def _number(states: Sequence[WorkflowState]) -> None:
    for place, state in enumerate(states, 1):
        state.position = place
    WorkflowState.objects.bulk_update(states, ["position"])


def _type(type_id: int, *, by: Actor) -> ItemType:
    """Return the type, locked: what is done to its states waits for each other."""
    by.check_administers()
    return ItemType.objects.get_for_change(type_id, by=by)


def _state(state_id: int, *, by: Actor) -> WorkflowState:
    """Return the state, its type locked."""
    by.check_administers()
    rows = WorkflowState.objects.visible_to(by)
    type_id = rows.filter(pk=state_id).values_list("type_id", flat=True).first()
    if type_id is None:
        raise NotFound
    _type(type_id, by=by)
    return WorkflowState.objects.select_related("type").get_for_change(state_id, by=by)


def _refuse_taken(name: str, *, is_taken: bool) -> None:
    if is_taken:
        raise Refused(_("“%s” is there already; choose another name.") % name)


def _refuse_default(state: WorkflowState) -> None:
    if state.is_default:
        raise Refused(
            _("Items come into “%s” by default; make another state the default first.")
            % state.name
        )


def _check_review(category: str, *, is_review: bool) -> None:
    if is_review and category != State.DOING:
        raise Refused(_("Only a state that is in progress can be a review."))
