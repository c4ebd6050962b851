"""Put cards of a board where somebody wants them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from headway.actors.models import Actor
from headway.base.rows import write_columns
from headway.events.actions import record
from headway.work.actions.moving import (
    SAVED,
    apply_move,
    moment_of,
    refuse_open_children,
    status_in,
)
from headway.work.facts_types import ItemRanked
from headway.work.models import Item, State, WorkflowState
from headway.work.models.items import RANK_GAP, ItemQuerySet


@dataclass(frozen=True, kw_only=True)
class _Gap:
    """Between which ranks a card comes, and which cards have to make room."""

    low: int | None
    high: int | None
    shifted: Sequence[int] = ()


@transaction.atomic
def place_item(
    item_id: int,
    status_id: int,
    *,
    by: Actor,
    after_id: int | None = None,
    before_id: int | None = None,
    if_version: int | None = None,
) -> Item:
    """Bring an item into a state, behind one card of its column or before another.

    A neighbour that has left the column meanwhile still says where.  Without any, the
    item keeps its place among the others.  Whoever places a card of the same column
    waits: its states are locked before any item is.  Records :class:`ItemMoved` and
    :class:`ItemRanked`, each if it changes anything.
    """
    seen = Item.objects.visible_to(by).get_for_read(item_id, by=by)
    asked = WorkflowState.objects.visible_to(by).get_for_read(status_id, by=by)
    column = list(
        WorkflowState.objects.locked()
        .filter(workspace_id=by.workspace_id, removed_at=None)
        .filter(name=asked.name, category=asked.category)
        .order_by("pk")
    )
    status = status_in(column, seen, asked)
    neighbours = [pk for pk in (after_id, before_id) if pk not in (None, item_id)]
    gap = None
    if neighbours:
        others = Item.objects.filter(workspace_id=by.workspace_id, status__in=column)
        anchor = Item.everything.visible_to(by).get_for_read(neighbours[0], by=by)
        is_after = neighbours[0] == after_id
        gap = _gap(others.exclude(pk=item_id), anchor, is_after=is_after)
        _make_room(gap.shifted, item_id)
    item = Item.objects.get_for_change(item_id, by=by)
    item.check_version(if_version)
    moved = item.status_id != status.pk
    facts = [apply_move(item, status, moment_of(None), by)] if moved else []
    if status.category == State.DONE:
        refuse_open_children([item.pk])
    ranked = rank_item(item, _rank(gap)) if gap else []
    if facts or ranked:
        item.save(update_fields=[*SAVED, "board_rank"])
        record(*facts, *ranked, by=by)
    return item


def rank_item(item: Item, rank: int) -> list[ItemRanked]:
    """Give the unsaved item another rank, and return what that was, if anything."""
    if item.board_rank == rank:
        return []
    before, item.board_rank = item.board_rank, rank
    return [
        ItemRanked(
            subject_id=item.pk,
            project_id=item.project_id,
            before={"board_rank": before},
            after={"board_rank": rank},
        )
    ]


@transaction.atomic
def rank_each(
    items: Sequence[Item], ranks: dict[int, dict[str, Any]], *, by: Actor
) -> None:
    """Give each of the locked items its own rank, as the log wrote it."""
    facts = [
        fact
        for item in items
        for fact in rank_item(item, int(ranks[item.pk]["board_rank"]))
    ]
    write_columns(items, ["board_rank"])
    record(*facts, by=by)


def _gap(others: ItemQuerySet, anchor: Item, *, is_after: bool) -> _Gap:
    rank, pk = anchor.board_rank, anchor.pk
    behind = Q(board_rank__gt=rank) | Q(board_rank=rank, pk__gt=pk)
    if is_after:
        following = others.filter(behind).order_by("board_rank", "pk")
        first = following.values_list("board_rank", flat=True).first()
        gap = _Gap(low=rank, high=first)
    else:
        following = others.filter(behind | Q(pk=pk))
        ahead = others.exclude(behind | Q(pk=pk)).order_by("-board_rank", "-pk")
        last = ahead.values_list("board_rank", flat=True).first()
        gap = _Gap(low=last, high=rank)
    if gap.low is None or gap.high is None or gap.high - gap.low > 1:
        return gap
    crowded = list(following.values_list("pk", flat=True))
    return _Gap(low=gap.low, high=gap.low + RANK_GAP, shifted=crowded)


def _make_room(crowded: Sequence[int], item_id: int) -> None:
    """Move cards away from those ahead of them; locked in the order of their ids."""
    if not crowded:
        return
    rows = Item.objects.locked().filter(pk__in=[*crowded, item_id]).order_by("pk")
    list(rows.values_list("pk"))
    Item.objects.filter(pk__in=crowded).update(board_rank=F("board_rank") + RANK_GAP)


def _rank(gap: _Gap) -> int:
    if gap.low is None:
        return (gap.high or 0) - RANK_GAP
    return gap.low + RANK_GAP if gap.high is None else (gap.low + gap.high) // 2
