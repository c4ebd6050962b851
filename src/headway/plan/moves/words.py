"""What moved a date, in words and bars."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headway.actors.models import Actor
from headway.base.days import asked_day
from headway.events.history import Entry, when
from headway.events.ports import Named
from headway.plan.moves.causes import Cause
from headway.plan.moves.differences import CALENDAR, ITEM, PERSON, PROJECT, WORKSPACE
from headway.ui.words import NO_BREAK, date_words

if TYPE_CHECKING:
    from headway.plan.moves.asking import Moves

DAY, HOUR = 1440, 60
WIDTH: Final = 200
"""Pixels of a bar's axis."""

LEAST_BAR: Final = 2
MOST_NAMED: Final = 4

SINCE: Final[Mapping[str, tuple[Promise, int]]] = {
    "today": (gettext_lazy("this morning"), 0),
    "yesterday": (gettext_lazy("yesterday"), 1),
    "week": (gettext_lazy("a week ago"), 7),
    "month": (gettext_lazy("four weeks ago"), 28),
    "first": (gettext_lazy("the first plan"), 10_000),
}
"""Since when a page may ask, and how many days ago that is."""

TITLES: Final[Mapping[tuple[str, str], Promise]] = {
    (ITEM, "estimate"): gettext_lazy("Estimate of %(name)s"),
    (ITEM, "remaining"): gettext_lazy("What is left of %(name)s"),
    (ITEM, "progress"): gettext_lazy("Work on %(name)s"),
    (ITEM, "pin"): gettext_lazy("Earliest dates of %(name)s"),
    (ITEM, "start_by"): gettext_lazy("Latest start of %(name)s"),
    (ITEM, "deadline"): gettext_lazy("Deadline of %(name)s"),
    (ITEM, "importance"): gettext_lazy("Importance of %(name)s"),
    (ITEM, "override"): gettext_lazy("Whether %(name)s goes before others"),
    (ITEM, "manner"): gettext_lazy("How %(name)s is worked at"),
    (ITEM, "people"): gettext_lazy("Who does %(name)s"),
    (ITEM, "pauses"): gettext_lazy("Pauses of %(name)s"),
    (ITEM, "skills"): gettext_lazy("Skills that %(name)s needs"),
    (ITEM, "link"): gettext_lazy("What %(name)s waits for"),
    (ITEM, "added"): gettext_lazy("%(name)s is new"),
    (ITEM, "removed"): gettext_lazy("%(name)s is gone"),
    (PROJECT, "outline"): gettext_lazy("Order of the items in %(name)s"),
    (PROJECT, "added"): gettext_lazy("All work of %(name)s is new"),
    (PROJECT, "removed"): gettext_lazy("All work of %(name)s is gone"),
    (PROJECT, "pin"): gettext_lazy("Start of %(name)s"),
    (PROJECT, "importance"): gettext_lazy("Priority of %(name)s"),
    (PROJECT, "deadline"): gettext_lazy("Target of %(name)s"),
    (PROJECT, "manner"): gettext_lazy("Calendar of %(name)s"),
    (PROJECT, "expected"): gettext_lazy("Expected work in %(name)s"),
    (PROJECT, "members"): gettext_lazy("Who works in %(name)s"),
    (PERSON, "absence"): gettext_lazy("Absence of %(name)s"),
    (PERSON, "busy"): gettext_lazy("Other appointments of %(name)s"),
    (PERSON, "hours"): gettext_lazy("Working hours of %(name)s"),
    (PERSON, "capacity"): gettext_lazy("How many work as %(name)s"),
    (PERSON, "ways"): gettext_lazy("How %(name)s works"),
    (PERSON, "levels"): gettext_lazy("Skills of %(name)s"),
    (PERSON, "added"): gettext_lazy("%(name)s has come"),
    (PERSON, "removed"): gettext_lazy("%(name)s has gone"),
    (CALENDAR, "calendar"): gettext_lazy("Calendar %(name)s"),
    (WORKSPACE, "calendar"): gettext_lazy("Several calendars"),
    (WORKSPACE, "holidays"): gettext_lazy("Public holidays"),
    (WORKSPACE, "order"): gettext_lazy("A better order of all work"),
    (WORKSPACE, "settings"): gettext_lazy("Time zone or calendar of the workspace"),
    (WORKSPACE, "interruptions"): gettext_lazy("Interruptions of everybody"),
}
STATES: Final[Mapping[str, Promise]] = {
    "done": gettext_lazy("%(name)s is done"),
    "cancelled": gettext_lazy("%(name)s was cancelled"),
    "doing": gettext_lazy("%(name)s was started"),
    "waiting": gettext_lazy("%(name)s has to wait"),
    "todo": gettext_lazy("%(name)s was put back"),
}


@dataclass(frozen=True, kw_only=True)
class ShownCause:
    """A cause as a line of the table, with its bar from ``x``."""

    title: str
    url: str
    named: Sequence[Named]
    entries: Sequence[Entry]
    note: str
    moved: str
    tone: str
    x: float
    width: float


@dataclass(frozen=True, kw_only=True)
class ShownMoves:
    """All of it as a page shows it; ``zero`` is where the bars begin.

    ``whole`` is the sum, empty where there was or is no date.
    """

    lead: str
    causes: Sequence[ShownCause]
    zero: float
    still: str
    note: str
    whole: str


def day_asked(given: str) -> date | None:
    """Read since when, as a word or a date in ISO; None is neither."""
    if given in SINCE:
        return timezone.localdate() - timedelta(days=SINCE[given][1])
    return asked_day(given)


def shown_moves(found: "Moves", *, by: Actor) -> ShownMoves:
    """Put it into words, and the moves end to end on one axis."""
    answer, causes = found.answer, found.causes.moved
    ends = [0]
    for cause in causes:
        ends.append(ends[-1] + (cause.minutes or 0))
    low, high = min(ends), max(ends)
    scale = WIDTH / max(high - low, 1)
    return ShownMoves(
        lead=lead_words(answer.since, answer.before, answer.after),
        causes=[
            _shown(cause, (start - low) * scale, (end - low) * scale, by)
            for cause, (start, end) in zip(causes, pairwise(ends), strict=True)
        ],
        zero=round(-low * scale, 1),
        still=_still(found.causes.still, is_more=bool(causes)),
        note=_runs(answer.scenarios),
        whole="" if answer.minutes is None else _moved(answer.minutes),
    )


def told_moves(found: "Moves | None", *, by: Actor) -> dict[str, Any]:
    """Return it as programs are told."""
    if found is None:
        empty = dict.fromkeys(("since", "before", "after", "minutes"))
        return {**empty, "causes": [], "still": 0, "scenarios": 0}
    answer = found.answer
    return {
        "since": answer.since,
        "before": answer.before,
        "after": answer.after,
        "minutes": answer.minutes,
        "causes": [_told(cause, by) for cause in found.causes.moved],
        "still": found.causes.still,
        "scenarios": answer.scenarios,
    }


def _told(cause: Cause, by: Actor) -> dict[str, Any]:
    last = cause.changes[-1] if cause.kind == "change" else None
    return {
        "kind": cause.kind,
        "minutes": cause.minutes,
        "subject_type": cause.thing.kind if cause.thing else None,
        "subject_id": cause.thing.pk if cause.thing else None,
        "aspect": cause.aspect or None,
        "text": title_words(cause, by=by),
        "log": [entry.text for entry in cause.entries],
        "at": last.at if last else None,
        "operation": last.operation if last and cause.entries else None,
        "changes": cause.count,
    }


def lead_words(since: datetime, before: datetime | None, after: datetime | None) -> str:
    """Say in a sentence from when to when the date moved."""
    said = {
        "since": date_words(since),
        "before": date_words(before) if before else "",
        "after": date_words(after) if after else "",
    }
    if before is None and after is None:
        text = _("It had no date on %(since)s, and it has none now.")
    elif before is None:
        text = _("It had no date on %(since)s. Now it is done by %(after)s at 85 %%.")
    elif after is None:
        text = _("On %(since)s it was done by %(before)s at 85 %%. Now it has no date.")
    elif before == after:
        text = _("It is done by %(after)s at 85 %%, as it was on %(since)s.")
    else:
        minutes = round((after - before).total_seconds() / 60)
        said["amount"] = amount_words(minutes)
        text = _(
            "On %(since)s it was done by %(before)s at 85 %%, now it is by %(after)s: "
            "%(amount)s later."
        )
        if minutes < 0:
            text = _(
                "On %(since)s it was done by %(before)s at 85 %%, now it is by "
                "%(after)s: %(amount)s earlier."
            )
    return text % said


def amount_words(minutes: int) -> str:
    """``3 days``, ``1.5 days``, ``4 hours``: calendar time, whichever the sign."""
    size = abs(minutes)
    unit = DAY if size >= DAY else HOUR if size >= HOUR else 1
    step = Decimal("0.1") if unit == DAY and size < 10 * DAY else Decimal(1)
    amount = (Decimal(size) / unit).quantize(step, ROUND_HALF_UP)
    if amount == amount.to_integral_value():
        amount = amount.to_integral_value()
    is_one = 1 if amount == 1 else 2
    texts = {
        DAY: ngettext("%(n)s day", "%(n)s days", is_one),
        HOUR: ngettext("%(n)s hour", "%(n)s hours", is_one),
        1: ngettext("%(n)s minute", "%(n)s minutes", is_one),
    }
    return (texts[unit] % {"n": number_format(amount)}).replace(" ", NO_BREAK)


def _moved(minutes: int | None) -> str:
    if minutes is None:
        return _("has a date, or has none any more")
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}" if minutes < 0 else ""
    return sign + amount_words(minutes)


def _shown(cause: Cause, start: float, end: float, by: Actor) -> ShownCause:
    width = max(abs(end - start), LEAST_BAR)
    return ShownCause(
        title=title_words(cause, by=by),
        url=cause.named[0].url if cause.kind == "change" and cause.named else "",
        named=cause.named[:MOST_NAMED] if cause.kind == "changes" else (),
        entries=cause.entries,
        note=" ".join(_notes(cause)),
        moved=_moved(cause.minutes),
        tone="late" if (cause.minutes or 0) > 0 else "good",
        x=round(min(start, end, WIDTH - LEAST_BAR), 1),
        width=round(width, 1),
    )


def title_words(cause: Cause, *, by: Actor) -> str:
    """Say what the cause is."""
    if cause.kind == "change":
        return _change(cause)
    if cause.kind == "changes":
        return _changes(cause)
    if cause.kind == "time":
        return _("Time passed in which nothing was done")
    if cause.kind == "learning":
        return _("What finished work teaches about what is left")
    if by.is_administrator:
        return _("Something that is gone for good")
    return _("Something that you may not see")


def _change(cause: Cause) -> str:
    text = TITLES[cause.thing.kind if cause.thing else "", cause.aspect]
    for patch in cause.changes[-1].patches:
        if cause.aspect == "progress" and "state" in patch.columns:
            text = STATES[patch.value[patch.columns.index("state")]]
    return str(text) % {"name": cause.name}


def _changes(cause: Cause) -> str:
    """Name several changes by what they have in common: an act, or some days."""
    n = cause.count
    operations = {change.operation for change in cause.changes}
    if len(operations) == 1 and None not in operations and not cause.is_timed:
        text = ngettext("%(n)d change at once", "%(n)d changes at once", n)
        return text % {"n": n}
    moments = [change.at for change in cause.changes if change.at]
    if not moments:
        return ngettext("%(n)d change", "%(n)d changes", n) % {"n": n}
    first, last = when(min(moments)), when(max(moments))
    if first == last:
        text = ngettext("%(n)d change, %(day)s", "%(n)d changes, %(day)s", n)
        return text % {"n": n, "day": first}
    text = ngettext(
        "%(n)d change, %(first)s to %(last)s",
        "%(n)d changes, %(first)s to %(last)s",
        n,
    )
    return text % {"n": n, "first": first, "last": last}


def _notes(cause: Cause) -> Iterator[str]:
    if cause.kind == "change" and not cause.entries and cause.changes[-1].at is None:
        yield _("The log does not tell who did it.")
    if cause.kind != "changes":
        return
    more = len(cause.named) - MOST_NAMED
    if more > 0:
        yield ngettext("And %d more.", "And %d more.", more) % more
    if cause.hidden:
        text = ngettext(
            "%d of them you may not see.", "%d of them you may not see.", cause.hidden
        )
        yield text % cause.hidden
    if cause.is_timed:
        yield _("With the time that passed in between.")


def _still(count: int, *, is_more: bool) -> str:
    if not count:
        return "" if is_more else _("Nothing has changed since.")
    text = ngettext(
        "%d other change since then moved nothing.",
        "%d other changes since then moved nothing.",
        count,
    )
    if not is_more:
        text = ngettext(
            "%d change since then moved nothing.",
            "%d changes since then moved nothing.",
            count,
        )
    return text % count


def _runs(scenarios: int) -> str:
    text = _("each made again in its order, on the same %d runs")
    return text % scenarios
