"""Keep the ends of an estimate around what is likely."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from headway.base.durations import format_minutes
from headway.base.errors import Refused
from headway.base.estimates import middle
from headway.work.models import Drive, Item

AMOUNTS: Mapping[str, str] = {
    Drive.EFFORT: "effort_minutes",
    Drive.DURATION: "duration_minutes",
    Drive.ELAPSED: "duration_minutes",
}
"""The field that holds the estimate, by what drives the item."""

ENDS = frozenset({"low_minutes", "high_minutes"})
CONCERNED = ENDS | {"drive", *AMOUNTS.values()}


def with_range(item: Item, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes of an item, and what follows from them for its range.

    Ends without a likely amount between them make it their middle.  Another amount
    or drive leaves no ends that nobody said of it.  Raises :class:`Refused` where what
    is said contradicts itself.
    """

    def then(name: str) -> Any:
        return changes.get(name, getattr(item, name))

    said = dict(changes)
    low, high = then("low_minutes"), then("high_minutes")
    if not changes.keys() & CONCERNED or (low is None and high is None):
        return said
    amount = AMOUNTS.get(then("drive"))
    likely = then(amount) if amount else None
    if changes.keys() & ENDS:
        if amount is None:
            raise Refused(_("A milestone takes no time: it has no estimate."))
        low, high = check_ends(low, high)
        if changes.get(amount) is None and not is_between(likely, low, high):
            said[amount] = likely = middle(low, high)
        if not is_between(likely, low, high):
            raise not_between(likely, low, high)
    elif then("drive") != item.drive or not is_between(likely, low, high):
        said |= dict.fromkeys(ENDS)
    return said


def check_ends(low: int | None, high: int | None) -> tuple[int, int]:
    """Return both ends, or refuse what is no range."""
    if low is None or high is None:
        raise Refused(_("A range has two ends: say the least and the most."))
    if not 0 < low <= high:
        raise Refused(_("A range goes from some minutes to as many or more."))
    return low, high


def not_between(likely: int | None, low: int, high: int) -> Refused:
    text = _("What is likely, %(likely)s, is not between %(low)s and %(high)s.")
    values = {"low": format_minutes(low), "high": format_minutes(high)}
    said = _("nothing") if likely is None else format_minutes(likely)
    return Refused(text % (values | {"likely": said}))


def is_between(likely: int | None, low: int, high: int) -> bool:
    return likely is not None and low <= likely <= high
