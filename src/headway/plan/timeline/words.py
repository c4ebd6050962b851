"""What a change would do, in sentences."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.ui.strip import days_of
from headway.ui.words import date_words

if TYPE_CHECKING:
    from headway.plan.preview import Moved, Preview

MOST = 2
"""How many moved items are named; the others are counted."""


def effect(
    preview: "Preview", *, item_id: int, project: str, titles: Mapping[int, str]
) -> list[str]:
    """Say what moves, by how much, and what becomes of the project's date.

    ``titles`` are those of the moved items that are no summaries; dates are in the
    reader's zone.
    """
    moved = [m for m in preview.moved if m.item_id in titles]
    own = [m for m in moved if m.item_id == item_id]
    others = [m for m in moved if m.item_id != item_id]
    others.sort(key=lambda m: -abs(_shift(m.finish_before, m.finish_after)))
    said = [_one(m, titles[m.item_id]) for m in [*own, *others[:MOST]]]
    said.append(_project(preview, project))
    if len(others) > MOST:
        more = len(others)
        said.append(
            ngettext("%d item moves with it", "%d items move with it", more) % more
        )
    elif not moved:
        said.insert(0, _("No date of an item changes"))
    return said


def _shift(before: datetime | None, after: datetime | None) -> int:
    """Whole calendar days from one instant to the other; 0 where one is missing."""
    if before is None or after is None:
        return 0
    return int(days_of(after)) - int(days_of(before))


def _one(moved: "Moved", title: str) -> str:
    start = _shift(moved.start_before, moved.start_after)
    finish = _shift(moved.finish_before, moved.finish_after)
    if moved.finish_after is None:
        return _("%s gets no date") % title
    if start:
        return _starts(title, start)
    if finish:
        return _finishes(title, finish)
    return _("%(title)s moves within the day") % {"title": title}


def _starts(title: str, days: int) -> str:
    values = {"title": title, "days": abs(days)}
    if days > 0:
        said = ngettext(
            "%(title)s starts %(days)d day later",
            "%(title)s starts %(days)d days later",
            days,
        )
    else:
        said = ngettext(
            "%(title)s starts %(days)d day earlier",
            "%(title)s starts %(days)d days earlier",
            -days,
        )
    return said % values


def _finishes(title: str, days: int) -> str:
    values = {"title": title, "days": abs(days)}
    if days > 0:
        said = ngettext(
            "%(title)s is done %(days)d day later",
            "%(title)s is done %(days)d days later",
            days,
        )
    else:
        said = ngettext(
            "%(title)s is done %(days)d day earlier",
            "%(title)s is done %(days)d days earlier",
            -days,
        )
    return said % values


def _project(preview: "Preview", project: str) -> str:
    before, after = preview.project_before.p85, preview.project_after.p85
    if after is None:
        return _("%(project)s has no date") % {"project": project}
    values = {"project": project, "after": date_words(after)}
    if before is None or date_words(before) == values["after"]:
        return _("%(project)s stays: 85 %% sure %(after)s") % values
    values["before"] = date_words(before)
    return _("%(project)s: 85 %% sure %(before)s → %(after)s") % values


def ghosts(moved: "Sequence[Moved]") -> list[tuple[int, float, float]]:
    """``(item, start, finish)`` as the browser draws it: days since the year 1."""
    return [
        (m.item_id, round(days_of(m.start_after), 3), round(days_of(m.finish_after), 3))
        for m in moved
        if m.start_after is not None and m.finish_after is not None
    ]


def done(name: str, changes: Mapping[str, object], *, left: str) -> str:
    """Say what applying a change has done; ``left`` is the amount in words."""
    if "starts_no_earlier" not in changes:
        return _("%(item)s: %(left)s left") % {"item": name, "left": left}
    pin = changes["starts_no_earlier"]
    if not isinstance(pin, datetime):
        return _("%s starts as early as it can") % name
    values = {"item": name, "date": date_words(pin)}
    return _("%(item)s starts no earlier than %(date)s") % values
