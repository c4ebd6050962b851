"""Why the items on which a project's end hangs are not done earlier, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from headway.plan.overview.contents import Planned
from headway.ui.words import date_words
from headway.work.reading import Row


@dataclass(frozen=True, kw_only=True)
class Hanging:
    """An item, and what holds it back."""

    row: Row
    reason: str


def hanging_on(chain: Sequence[Planned], rows: Mapping[int, Row]) -> list[Hanging]:
    """Say it of each item of the chain; ``rows`` are those that the reader may see."""
    before = {item.pk: other.pk for item, other in pairwise(chain)}
    return [
        Hanging(
            row=rows[item.pk],
            reason=_reason(
                item,
                rows[item.pk],
                rows.get(before.get(item.pk, item.culprit_id or 0)),
            ),
        )
        for item in chain
        if item.pk in rows
    ]


def _reason(item: Planned, row: Row, before: Row | None) -> str:
    if item.cause == "link":
        if before is None:
            return _("waits for another item")
        return _("waits for %(key)s") % {"key": before.key}
    if item.cause == "busy":
        return _busy(row, before)
    if item.cause == "constraint":
        return _held(row)
    texts = {
        "fact": _("is under way"),
        "now": _("can start at once"),
        "calendar": _("nobody who could do it works earlier"),
        "pause": _("it pauses before that"),
        "chunk": _("too little is left of the day before"),
    }
    return texts.get(item.cause or "", "")


def _busy(row: Row, before: Row | None) -> str:
    if before is None:
        return _("who does it is busy with other work before")
    theirs = {doer.pk for doer in before.people}
    name = next((doer.name for doer in row.people if doer.pk in theirs), None)
    if name is None:
        return _("comes after %(key)s") % {"key": before.key}
    return _("%(who)s does %(key)s before") % {"who": name, "key": before.key}


def _held(row: Row) -> str:
    pins = row.item.starts_no_earlier, row.item.project.starts_no_earlier
    pin = max((moment for moment in pins if moment), default=None)
    if pin is None:
        return _("may not finish earlier")
    return _("starts no earlier than %(date)s") % {"date": date_words(pin)}
