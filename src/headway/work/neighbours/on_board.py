"""What stands before and behind a card on the board: down its column, then the next."""

from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Trunc
from django.http import QueryDict

from headway.actors.models import Actor
from headway.work.board import Board
from headway.work.filters.ordering import Order
from headway.work.models import Item, State
from headway.work.neighbours.ports import Beside, first_of


def beside_on_board(item: Item, given: QueryDict, *, by: Actor) -> Beside | None:
    """Find them on the board of a query string; None where the item is on none.

    A query for each column up to the neighbour, and one for the place.  Cards for which
    a column has no room come, too.
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
        rows = self.board.items.filter(status__in=states)
        pk = self.item.pk if is_own else None
        order = self._order(is_done=states[0].category == State.DONE)
        return first_of(rows, order, pk, is_back=is_back)

    def _order(self, *, is_done: bool) -> Order:
        """As :attr:`Card.rank` orders the cards of a column."""
        rank = Trunc("finished_at", "second") if is_done else F("board_rank")
        descending = frozenset({"card_rank"} if is_done else ())
        return Order(keys={"card_rank": rank}, descending=descending, by=self.board.by)
