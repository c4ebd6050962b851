"""One person in one column: what is planned, what is free, when they are away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from headway.base.durations import format_minutes
from headway.plan.busy import Busy
from headway.ui.words import date_words

LEVELS = (25, 50, 80)
"""Percent up to which a cell has the first, the second, the third tint."""
LEAST_OVER = 30
"""Minutes: less than that too much is a matter of rounding."""
LEAST_EXPECTED = 30
"""Minutes of expected work that are drawn."""
HOUR = 60


@dataclass(frozen=True, kw_only=True)
class Cell:
    """``begin`` to before ``end``; minutes of the plan, of the calendar, days away."""

    person: Busy
    begin: date
    end: date
    booked: int
    able: int
    away: int
    expected: int = 0

    @property
    def over(self) -> int:
        """Minutes more than the calendar leaves."""
        more = self.booked - self.able
        return more if more >= LEAST_OVER else 0

    @property
    def free(self) -> int:
        return max(0, self.able - self.booked)

    @property
    def is_known(self) -> bool:
        return self.person.is_known(self.begin, self.end)

    @property
    def is_off(self) -> bool:
        """Whether nothing is planned and nothing could be."""
        return not (self.booked or self.able)

    @property
    def tone(self) -> str:
        """The name of the tint."""
        if self.over:
            return "over"
        percent = 100 * self.booked / self.able if self.able else 0
        return str(1 + sum(percent > level for level in LEVELS))

    @property
    def expected_size(self) -> int:
        """In quarters of what could be worked, from 1 to 4; 0 for nothing."""
        if self.expected < LEAST_EXPECTED:
            return 0
        return min(4, 1 + 4 * self.expected // (self.able + 1))

    @property
    def expected_words(self) -> str:
        return _("%s h expected") % hours_of(self.expected)

    @property
    def hours(self) -> str:
        return hours_of(self.booked)

    @property
    def free_hours(self) -> str:
        return hours_of(self.free)

    @property
    def over_words(self) -> str:
        return _("+%s h") % hours_of(self.over)

    @property
    def away_words(self) -> str:
        """How long they are away, or why there are no hours."""
        if self.is_off:
            return _("Away") if self.away else pgettext("not worked", "Off")
        if not self.away:
            return ""
        return ngettext("%d d off", "%d d off", self.away) % self.away

    @property
    def sentence(self) -> str:
        """What the cell shows, in words."""
        values = {
            "name": self.person.name,
            "day": date_words(self.begin),
            "booked": format_minutes(self.booked),
            "able": format_minutes(self.able),
        }
        if self.end - self.begin == timedelta(days=1):
            text = _("%(name)s, %(day)s: %(booked)s of %(able)s planned")
        else:
            text = _("%(name)s, from %(day)s: %(booked)s of %(able)s planned")
        if self.expected_size:
            return f"{text % values}, {self.expected_words}"
        return text % values


def cells_of(person: Busy, edges: Sequence[date]) -> list[Cell]:
    """Return a cell for each column between two edges."""
    return [
        Cell(
            person=person,
            begin=begin,
            end=end,
            booked=person.minutes(person.booked, begin, end),
            able=person.minutes(person.able, begin, end),
            away=person.days_away(begin, end),
            expected=person.minutes(person.expected, begin, end),
        )
        for begin, end in pairwise(edges)
    ]


def hours_of(minutes: int) -> str:
    """Whole hours, with half ones where it is less than ten."""
    halves = round(minutes / (HOUR / 2))
    if halves % 2 and halves < 20:
        return f"{halves // 2}½" if halves > 1 else "½"
    return number_format(round(minutes / HOUR), 0, force_grouping=True)
