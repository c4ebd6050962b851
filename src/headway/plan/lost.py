"""How much of people's time goes to interruptions, and how that is known."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.ui.words import NO_BREAK


class Lost(NamedTuple):
    """The columns of a ``Load`` that say it; no items where somebody said it."""

    percent: int = 0
    most_percent: int = 0
    unplanned: int | None = None
    finished: int | None = None
    is_default: bool = False

    @property
    def words(self) -> str:
        return _percent(self.percent)

    @property
    def sentences(self) -> str:
        """Say how much it is, and the reason to think so."""
        return f"{self._size()} {self._evidence()}"

    def _size(self) -> str:
        if self.most_percent <= self.percent:
            text = _("%(percent)s of the working time goes to interruptions.")
        else:
            text = _(
                "%(percent)s of the working time goes to interruptions, in one of ten "
                "months %(most)s or more."
            )
        return text % {
            "percent": _percent(self.percent),
            "most": _percent(self.most_percent),
        }

    def _evidence(self) -> str:
        if self.is_default:
            return _(
                "That is what the settings of the workspace say of everybody of whom "
                "nothing else is known."
            )
        if self.finished is None:
            return _("That was said on their page.")
        text = ngettext(
            "Of %(count)d item finished in the last year %(unplanned)d came up and was "
            "done within two days, without an estimate. What everybody does counts, "
            "too.",
            "Of %(count)d items finished in the last year %(unplanned)d came up and "
            "were done within two days, without an estimate. What everybody does "
            "counts, too.",
            self.finished,
        )
        return text % {"count": self.finished, "unplanned": self.unplanned or 0}


NOTHING = Lost()


def _percent(value: int) -> str:
    return _("%(percent)s %%").replace(" ", NO_BREAK) % {"percent": value}
