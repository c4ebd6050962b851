"""Find or make the states in which the items of another tracker are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from headway.actors.models import Actor
from headway.work.actions.founding import found_types
from headway.work.actions.types import (
    add_state,
    add_type,
    edit_state,
    order_states,
    remove_state,
)
from headway.work.models import ItemType, WorkflowState

LONGEST_NAME = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedState:
    """A column or status elsewhere, and what it stands for here."""

    name: str
    category: str
    is_review: bool = False

    @property
    def key(self) -> str:
        return self.name[:LONGEST_NAME].casefold()


@transaction.atomic
def import_states(
    name: str, states: Sequence[ImportedState], *, by: Actor, is_named: bool = False
) -> dict[ImportedState, WorkflowState]:
    """Return a state for each, of one type.

    That is the usual type where it has them all, of the same names and categories, else
    the type called ``name``, which gets what it lacks; where ``is_named``, always that.
    So a board with columns of its own does not change those of everybody.  Only
    administrators may.  Records what :func:`add_type` and :func:`add_state` do.
    """
    by.check_administers()
    found_types(by.workspace_id)
    types = ItemType.objects.visible_to(by)
    usual = types.get(is_default=True)
    found = {} if is_named else _found(usual, states)
    if not is_named and len(found) == len(set(states)):
        return found
    kind = types.filter(name=name[:LONGEST_NAME]).first()
    if kind is None:
        kind = add_type(by=by, name=name[:LONGEST_NAME])
        return _lay_out(kind, states, by=by)
    found = _found(kind, states)
    for state in states:
        if state not in found:
            found |= _found(kind, [state]) or {state: _added(kind, state, by=by)}
    return found


def _found(
    kind: ItemType, states: Sequence[ImportedState]
) -> dict[ImportedState, WorkflowState]:
    live = {(row.name.casefold(), row.category): row for row in kind.states.live()}
    return {
        state: live[state.key, state.category]
        for state in states
        if (state.key, state.category) in live
    }


def _added(kind: ItemType, state: ImportedState, *, by: Actor) -> WorkflowState:
    """Add a state; a name that stands for something else here is told apart."""
    taken = {row.name.casefold() for row in kind.states.live()}
    name = state.name[:LONGEST_NAME]
    if state.key in taken:
        name = f"{state.name[: LONGEST_NAME - 10]} ({state.category})"
    return add_state(
        kind.pk, by=by, name=name, category=state.category, is_review=state.is_review
    )


def _lay_out(
    kind: ItemType, states: Sequence[ImportedState], *, by: Actor
) -> dict[ImportedState, WorkflowState]:
    """Let a new type have these states in this order, and usual ones only if needed.

    The first of each category is the one into which items come that are moved into it.
    """
    usual = {(row.category, row.is_review): row for row in kind.states.live()}
    found: dict[ImportedState, WorkflowState] = {}
    _step_aside(usual, states, by=by)
    for state in dict.fromkeys(states):
        if present := _found(kind, [state]):
            found |= present
            continue
        row = usual.pop((state.category, state.is_review), None)
        found[state] = (
            _added(kind, state, by=by)
            if row is None or _is_taken(kind, state)
            else edit_state(row.pk, by=by, name=state.name[:LONGEST_NAME])
        )
    kept = {row.pk for row in found.values()}
    for row in usual.values():
        if not row.is_default and row.pk not in kept:
            remove_state(row.pk, by=by)
    rest = [row.pk for row in kind.states.live().in_order() if row.pk not in kept]
    order_states(kind.pk, [*dict.fromkeys(r.pk for r in found.values()), *rest], by=by)
    return found


def _step_aside(
    usual: Mapping[tuple[str, bool], WorkflowState],
    states: Sequence[ImportedState],
    *,
    by: Actor,
) -> None:
    """Give usual states other names whose own stand for something else elsewhere."""
    meant = {state.key: state.category for state in states}
    for row in usual.values():
        category = meant.get(row.name.casefold(), row.category)
        if category != row.category:
            row.name = f"{row.name} ({row.category})"
            edit_state(row.pk, by=by, name=row.name)


def _is_taken(kind: ItemType, state: ImportedState) -> bool:
    return any(row.name.casefold() == state.key for row in kind.states.live())
