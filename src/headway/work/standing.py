"""Why an item has its place among all open work: terms that add up to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base.durations import format_minutes, roughly
from headway.ui.words import date_words
from headway.work.models import Item, Outlook, State
from headway.work.models.outlook import AHEAD

WIDTH = 92
LEAST_WIDTH = 2.0
"""Of a bar: what counts is seen."""

WORDS: dict[str, Promise] = {
    "project": gettext_lazy("In projects that go first"),
    "importance": gettext_lazy("More important"),
    "deadline": gettext_lazy("Must start sooner for a deadline"),
    "waiting": gettext_lazy("More work in and behind them"),
    "outline": gettext_lazy("Earlier in the outline"),
    "search": gettext_lazy("Put before it: less delay in all"),
    "start": gettext_lazy("Can start sooner"),
}
FEWER: dict[str, Promise] = {
    "search": gettext_lazy("Put behind it: less delay in all"),
    "start": gettext_lazy("Cannot start as soon"),
}
"""Where a term puts the item forward."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """So many items are before it for one reason, and the bar of that."""

    words: str
    count: int
    x: float
    width: float

    @property
    def signed(self) -> str:
        sign = "+" if self.count > 0 else "\N{MINUS SIGN}"
        return f"{sign}{abs(self.count)}"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The terms that are not 0; ``before`` is their sum, and ``zero`` where bars begin.

    ``sources`` say where the terms come from that are the item's own.
    """

    terms: Sequence[Term]
    before: int
    zero: float
    sources: Sequence["Source"]
    is_begun: bool = False
    """It has started: what is before it was started too, whatever the terms say."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A fact behind the place; ``item`` is whose it is, where it may be seen."""

    text: str
    item: Item | None = None


def standing_of(item: Item, outlook: Outlook, *, by: Actor) -> Standing | None:
    """Say why the item has its rank; a query where another's deadline is behind it."""
    if outlook.rank is None or not outlook.ahead:
        return None
    is_begun = item.state == State.DOING
    counted = () if is_begun else zip(AHEAD, outlook.ahead, strict=True)
    counts = {name: count for name, count in counted if count}
    most = max([0, *counts.values()])
    least = min([0, *counts.values()])
    unit = WIDTH / max(most - least, 1)
    zero = -least * unit
    return Standing(
        terms=[_term(name, count, zero, unit) for name, count in counts.items()],
        before=sum(outlook.ahead),
        zero=round(zero, 1),
        sources=_sources(item, outlook, by),
        is_begun=is_begun,
    )


def _term(name: str, count: int, zero: float, unit: float) -> Term:
    width = max(abs(count) * unit, LEAST_WIDTH)
    words = WORDS[name] if count > 0 else FEWER[name]
    x = min(zero, WIDTH - width) if count > 0 else max(zero - width, 0.0)
    return Term(words=str(words), count=count, x=round(x, 1), width=round(width, 1))


def _sources(item: Item, outlook: Outlook, by: Actor) -> list[Source]:
    found = []
    if outlook.latest_start is not None:
        found.append(_deadline(item, outlook, by))
    if outlook.behind_minutes:
        amount = format_minutes(roughly(outlook.behind_minutes))
        text = _("%(amount)s of work, one after the other, wait for it.")
        found.append(Source(text=text % {"amount": amount}))
    return found


def _deadline(item: Item, outlook: Outlook, by: Actor) -> Source:
    said = {"date": date_words(outlook.latest_start)} if outlook.latest_start else {}
    if outlook.due_through_id == item.pk:
        return Source(text=_("Its deadline needs a start by %(date)s.") % said)
    seen = Item.objects.visible_to(by).select_related("project")
    due = seen.filter(pk=outlook.due_through_id or 0).first()
    if due is None:
        return Source(text=_("A deadline behind it needs a start by %(date)s.") % said)
    text = _("It has to start by %(date)s for the deadline of another item:")
    return Source(text=text % said, item=due)
