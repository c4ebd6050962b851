"""What is wrong with a filter, where, and what helps."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from django.utils.translation import gettext as _

from headway.base.errors import Malformed
from headway.work.filters.tree import Place


class FilterError(Malformed):
    """A text that is no filter; ``place`` is what of it is wrong."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.place = place

    @property
    def more(self) -> Mapping[str, int]:
        """Where, for programs: characters from the start, from 0."""
        return {"offset": self.place.offset, "length": self.place.length}


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return a sentence that offers what is nearest; empty where nothing is near."""
    names = {name.casefold(): name for name in known}
    near = get_close_matches(written.casefold(), names, n=1, cutoff=0.6)
    return _("Did you mean “%s”?") % names[near[0]] if near else ""
