"""What the ranges of a plan allow for besides each item's own uncertainty."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.ui.words import NO_BREAK


class Allowances(NamedTuple):
    """The columns of a run that say it; see ``models.Run``."""

    team_percent: int
    team_periods: int
    growth_percent: int | None
    growth_projects: int

    @property
    def lines(self) -> list[str]:
        """Say each in a sentence, with where its size comes from."""
        if not self.team_percent:
            return []
        return [self._team(), self._growth()]

    def _team(self) -> str:
        if not self.team_periods:
            text = _(
                "All work together may go %(percent)s faster or slower than usual: "
                "assumed from published records, for too little is finished to tell."
            )
        else:
            text = ngettext(
                "All work together may go %(percent)s faster or slower than usual, "
                "going by the last %(count)d month and by published records.",
                "All work together may go %(percent)s faster or slower than usual, "
                "going by the last %(count)d months and by published records.",
                self.team_periods,
            )
        return text % {
            "percent": _percent(self.team_percent),
            "count": self.team_periods,
        }

    def _growth(self) -> str:
        if self.growth_percent is None:
            return _(
                "Work that nobody knows of yet is not counted: too few projects are "
                "finished to tell how much of it there will be."
            )
        text = ngettext(
            "What is not begun counts %(percent)s more, for work that nobody knows of "
            "yet, going by %(count)d finished project.",
            "What is not begun counts %(percent)s more, for work that nobody knows of "
            "yet, going by %(count)d finished projects.",
            self.growth_projects,
        )
        return text % {
            "percent": _percent(self.growth_percent),
            "count": self.growth_projects,
        }


def share_words(team: int | None, growth: int | None) -> str:
    """Say where the spread of a project's end comes from; nothing where unknown."""
    if team is None:
        return ""
    if growth is None:
        text = _(
            "Of the spread of its end %(team)s come from all work going faster or "
            "slower together, the rest from single items."
        )
    else:
        text = _(
            "Of the spread of its end %(team)s come from all work going faster or "
            "slower together, %(growth)s from work that nobody knows of yet, the rest "
            "from single items."
        )
    return text % {"team": _percent(team), "growth": _percent(growth or 0)}


def _percent(value: int) -> str:
    return _("%(percent)s %%").replace(" ", NO_BREAK) % {"percent": value}
