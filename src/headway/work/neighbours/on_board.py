"""What stands before and behind a card on the board: down its column, then the next."""

from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Trunc
from django.http import QueryDict

from headway.actors.models import Actor
from headway.work.board import Board
from headway.work.models import Item, State
from headway.work.neighbours.ports import Beside


def beside_on_board(item: Item, given: QueryDict, *, by: Actor) -> Beside | None:
    """Find them on the board of a query string; None where the item is on none.

    A query for each column up to the neighbour.  Cards for which a column has no room
    come, too.
    """
    board = Board.asked(given, by=by)
    if board.error or not board.column_of(item.status_id):
        return None
    place = _Card(board=board, item=item)
    return place.beside(is_back=True), place.beside(is_back=False)


@dataclass(frozen=True, kw_only=True)
class _Card:
    """Where an item is on a board."""

    board: Board
    item: Item

    def beside(self, *, is_back: bool) -> int | None:
        columns = [pk for pk, _name in self.board.choices]
        own = columns.index(self.board.column_of(self.item.status_id))
        way = columns[own::-1] if is_back else columns[own:]
        found = (
            self._first(column, is_own=column == way[0], is_back=is_back)
            for column in way
        )
        return next((pk for pk in found if pk is not None), None)

    def _first(self, column: int, *, is_own: bool, is_back: bool) -> int | None:
        """Return the first card of a column on the way, behind the item in its own."""
        states = [s for s in self.board.states if self.board.column_of(s.pk) == column]
        is_done = states[0].category == State.DONE
        rows = self.board.items.filter(status__in=states)
        rows = rows.annotate(ended=Trunc("finished_at", "second"))
        name = "ended" if is_done else "board_rank"
        falls = is_done != is_back
        if is_own:
            rows = rows.filter(self._is_behind(name, falls=falls, is_back=is_back))
        order = (f"{'-' * falls}{name}", "-pk" if is_back else "pk")
        return rows.order_by(*order).values_list("pk", flat=True).first()

    def _is_behind(self, name: str, *, falls: bool, is_back: bool) -> Q:
        """Whether a card is behind the item, by what orders its column, then its id."""
        ended = self.item.finished_at
        at: object = self.item.board_rank
        if name == "ended" and ended is not None:
            at = ended.replace(microsecond=0)
        behind = Q((f"{name}__{'lt' if falls else 'gt'}", at))
        tied = Q((name, at), (f"pk__{'lt' if is_back else 'gt'}", self.item.pk))
        return behind | tied
