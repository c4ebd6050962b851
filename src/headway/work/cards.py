"""Columns of a board and the cards in them: plain values, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.work.models import State, WorkflowState
from headway.work.pace import Pace, stay_words
from headway.work.reading import Row

OLD_DAYS = 5
"""From how many days in one state on a card says so in colour, for want of a pace."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """A row as a card, in the column of the state ``column``."""

    row: Row
    column: int
    days: int | None
    """Since it came into its state; None where that is not told."""
    is_long: bool = False
    """Whether it is there longer than nearly all that are finished were."""
    has_pace: bool = False
    """Whether enough are finished to say."""

    @property
    def rank(self) -> int:
        """What orders the cards of a column, the smallest first."""
        ended = self.row.item.finished_at
        return -int(ended.timestamp()) if ended else self.row.item.board_rank


@dataclass(frozen=True, kw_only=True)
class Column:
    """States that are called the same, and the cards in them; ``total`` of them all.

    ``pk`` is the first of the states.  A ``limit`` holds for one project.
    """

    states: Sequence[WorkflowState]
    cards: Sequence[Card]
    total: int
    limit: int | None
    in_list: str = ""
    """The query string by which the list shows all of it."""
    pace: Pace | None = None

    @property
    def pk(self) -> int:
        return self.states[0].pk

    @property
    def name(self) -> str:
        return self.states[0].name

    @property
    def is_done(self) -> bool:
        return self.states[0].category == State.DONE

    @property
    def over(self) -> int:
        return max(0, self.total - self.limit) if self.limit else 0

    @property
    def count(self) -> str:
        if self.limit is None:
            return str(self.total)
        said = {"total": self.total, "limit": self.limit}
        return _("%(total)d of %(limit)d") % said

    @property
    def note(self) -> str:
        if self.over:
            text = ngettext("Over by %d", "Over by %d", self.over)
            return text % self.over
        if self.is_done:
            return _("Latest first")
        return self._pace_words if self.pace else ""

    @property
    def _pace_words(self) -> str:
        """How long half of the finished cards were in it."""
        is_waiting = self.states[0].category == State.WAITING
        text = (
            _("Half come back within %s") if is_waiting else _("Half leave within %s")
        )
        return text % stay_words(self.pace.half) if self.pace else ""

    @property
    def more(self) -> int:
        return self.total - len(self.cards)
