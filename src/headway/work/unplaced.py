"""Why the plan has no date for an item, and what helps."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

UNPLACED: Mapping[str, Promise] = {
    "cycle": gettext_lazy(
        "not placed: it waits for itself; remove a link of the circle"
    ),
    "behind": gettext_lazy("not placed: what it waits for is not placed; see there"),
    "no_working_time": gettext_lazy(
        "not placed: nobody for it ever works; name others or give them hours"
    ),
    "nobody": gettext_lazy("not placed: nobody can do it; name somebody who can"),
    "horizon": gettext_lazy(
        "not placed: too far away; estimate less or name more people"
    ),
}
"""By the engine's codes."""


def unplaced_words(code: str) -> str:
    """Say in the reader's language why there is no date, and what helps."""
    return str(UNPLACED[code]) if code in UNPLACED else _("not placed")


def undated_words(*, is_archived: bool) -> str:
    """Say that the plan knows no date, of work of which it gives no reason."""
    return _("no longer planned") if is_archived else _("not planned yet")
