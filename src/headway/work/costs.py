"""The cost of delay in words: typed, shown, told."""

import re

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Malformed
from headway.base.text import shown
from headway.work.models import CostOfDelay, Item

AMOUNTS = re.compile(r"([0-9]{1,12})(?:\+([0-9]{1,12}))?")
SPACES = re.compile(r"[\s.,\u2019']+")


def parse_delay(text: str) -> tuple[int, int]:
    """Read ``2000 + 5000``: per week, and once when the deadline is missed.

    Thousands may be separated as people do.  Nothing is no cost of its own.  Raises
    :class:`Malformed` for what is not understood.
    """
    cleaned = SPACES.sub("", text)
    if not cleaned:
        return 0, 0
    match = AMOUNTS.fullmatch(cleaned)
    if match is None:
        message = _("“%s” is no cost of delay; write 2000, or 2000 + 5000.")
        raise Malformed(message % shown(text))
    return int(match[1]), int(match[2] or 0)


def typed_delay(cost: CostOfDelay | None) -> str:
    """Write what :func:`parse_delay` reads."""
    if cost is None:
        return ""
    return f"{cost.per_week} + {cost.once}" if cost.once else str(cost.per_week)


def delay_of(item: Item, *, by: Actor) -> str:
    """Say what its delay costs; nothing to guests, and where nobody said so."""
    cost = CostOfDelay.objects.visible_to(by).filter(item=item).first()
    return delay_words(per_week=cost.per_week, once=cost.once) if cost else ""


def delay_words(*, per_week: int, once: int) -> str:
    """Say ``2,000 a week, and 5,000 once its deadline is missed``."""
    said = {"week": _number(per_week), "once": _number(once)}
    if not once:
        return _("%(week)s a week") % said
    if not per_week:
        return _("%(once)s once its deadline is missed") % said
    return _("%(week)s a week, and %(once)s once its deadline is missed") % said


def _number(amount: int) -> str:
    return number_format(amount, force_grouping=True)
