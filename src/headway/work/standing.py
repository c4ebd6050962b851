"""Why an item has its place among all open work: what it is worth, term by term."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headway.actors.models import Actor
from headway.base.durations import format_minutes, roughly
from headway.ui.words import date_words
from headway.work.judgements import judged_words
from headway.work.models import Front, Item, Outlook, State
from headway.work.models.outlook import AHEAD, SCORE

WIDTH = 92
NEAR = timedelta(minutes=2)
LEAST_WIDTH = 2.0
"""Of a bar: what counts is seen."""

WORDS: dict[str, Promise] = {
    "cost": gettext_lazy("What a week\u2019s delay costs"),
    "importance": gettext_lazy("Its importance"),
    "project": gettext_lazy("The priority of its project"),
    "deadline": gettext_lazy("Its deadline"),
    "waiting": gettext_lazy("What waits for it"),
}


@dataclass(frozen=True, kw_only=True)
class Term:
    """What one thing adds to the score, and the bar of that."""

    words: str
    count: int
    x: float
    width: float

    @property
    def signed(self) -> str:
        sign = "+" if self.count > 0 else "\N{MINUS SIGN}"
        return sign + number_format(abs(self.count), force_grouping=True)


@dataclass(frozen=True, kw_only=True)
class Score:
    """The terms that are not 0; ``total`` is their sum, and ``zero`` where bars begin.

    ``spread`` is the work over which it is spread, in words.
    """

    terms: Sequence[Term]
    total: int
    zero: float
    spread: str

    @property
    def words(self) -> str:
        """All of it as one text."""
        terms = ", ".join(f"{term.words} {term.signed}" for term in self.terms)
        return _("%(total)s: %(terms)s") % {"total": self.sum, "terms": terms}

    @property
    def sum(self) -> str:
        """The total as it is written."""
        return number_format(self.total, force_grouping=True)


@dataclass(frozen=True, kw_only=True)
class Source:
    """A fact behind the place; ``item`` is whose it is, where it may be seen."""

    text: str
    item: Item | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Why an item is where it is; ``places`` say what is before it, and add up to it.

    ``sources`` say where the terms come from.
    """

    score: Score | None
    before: int
    places: Sequence[str]
    sources: Sequence[Source]
    is_begun: bool = False
    """It has started: what is before it was started too, whatever it is worth."""


def score_of(item: Item, outlook: Outlook | None) -> Score | None:
    """Say what an hour of the item saves; None where that is not known, or not told.

    The term that is its own is called as its project judges work.
    """
    if outlook is None or not outlook.score:
        return None
    said = zip(SCORE, outlook.score, strict=True)
    counts = {name: count for name, count in said if count}
    unit = WIDTH / max(sum(map(abs, counts.values())), 1)
    zero = -unit * sum(count for count in counts.values() if count < 0)
    words = {**WORDS, "importance": _own_words(item)}
    if _is_last_start(item, outlook):
        words["deadline"] = gettext_lazy("Its latest start")
    return Score(
        terms=[
            _term(str(words[name]), count, zero, unit) for name, count in counts.items()
        ],
        total=sum(outlook.score),
        zero=round(zero, 1),
        spread=format_minutes(roughly(outlook.score_minutes or 0)),
    )


def _own_words(item: Item) -> str | Promise:
    front = Front(item.project.front)
    if front == Front.IMPORTANCE:
        return WORDS["importance"]
    if front == Front.ORDER:
        return _("Its place on the board")
    said = judged_words(item)
    return f"{front.label}: {said}" if said else _("Like normal work: not judged")


def standing_of(item: Item, outlook: Outlook, *, by: Actor) -> Standing | None:
    """Say why the item has its rank; a query where other items are behind it.

    Guests are not told what it is worth.
    """
    if outlook.rank is None or not outlook.ahead:
        return None
    is_begun = item.state == State.DOING
    return Standing(
        score=None if by.is_guest else score_of(item, outlook),
        before=sum(outlook.ahead),
        places=[] if is_begun else _places(outlook.ahead),
        sources=_sources(item, outlook, by),
        is_begun=is_begun,
    )


def _term(words: str, count: int, zero: float, unit: float) -> Term:
    width = max(abs(count) * unit, LEAST_WIDTH)
    x = min(zero, WIDTH - width) if count > 0 else max(zero - width, 0.0)
    return Term(words=words, count=count, x=round(x, 1), width=round(width, 1))


def _places(ahead: Sequence[int]) -> list[str]:
    """Say what is before it: each count that is not 0 in a sentence."""
    counts = dict(zip(AHEAD, ahead, strict=True))
    worth, search, start = counts["worth"], counts["search"], counts["start"]
    put = counts["override"]
    found = []
    if worth:
        text = ngettext(
            "%d item is worth more for each day of work.",
            "%d items are worth more for each day of work.",
            worth,
        )
        found.append(text % worth)
    if search > 0:
        text = ngettext(
            "It is put %d place back: less delay in all.",
            "It is put %d places back: less delay in all.",
            search,
        )
        found.append(text % search)
    if search < 0:
        text = ngettext(
            "It is put %d place forward: less delay in all.",
            "It is put %d places forward: less delay in all.",
            -search,
        )
        found.append(text % -search)
    if put > 0:
        text = ngettext(
            "Somebody put it %d place back, whatever it is worth.",
            "Somebody put it %d places back, whatever it is worth.",
            put,
        )
        found.append(text % put)
    if put < 0:
        text = ngettext(
            "Somebody put it %d place forward, whatever it is worth.",
            "Somebody put it %d places forward, whatever it is worth.",
            -put,
        )
        found.append(text % -put)
    if start > 0:
        text = ngettext(
            "%d more can start before it.", "%d more can start before it.", start
        )
        found.append(text % start)
    if start < 0:
        text = ngettext(
            "%d of them cannot start as soon.",
            "%d of them cannot start as soon.",
            -start,
        )
        found.append(text % -start)
    return found


def _sources(item: Item, outlook: Outlook, by: Actor) -> list[Source]:
    found = []
    ids = {outlook.due_through_id, outlook.waiting_id} - {None, item.pk}
    rows = Item.objects.visible_to(by).select_related("project")
    seen = rows.in_bulk(ids) if ids else {}
    if outlook.latest_start is not None:
        found.append(_deadline(item, outlook, seen.get(outlook.due_through_id or 0)))
    waiting = seen.get(outlook.waiting_id or 0)
    if waiting and not by.is_guest:
        text = _("Of what waits for it this adds most:")
        found.append(Source(text=text, item=waiting))
    if outlook.behind_minutes:
        amount = format_minutes(roughly(outlook.behind_minutes))
        text = _("%(amount)s of work, one after the other, wait for it.")
        found.append(Source(text=text % {"amount": amount}))
    return found


def _deadline(item: Item, outlook: Outlook, due: Item | None) -> Source:
    said = {"date": date_words(outlook.latest_start)} if outlook.latest_start else {}
    if outlook.due_through_id == item.pk:
        if _is_last_start(item, outlook):
            return Source(text=_("It has to start by %(date)s.") % said)
        return Source(text=_("Its deadline needs a start by %(date)s.") % said)
    if due is None:
        return Source(text=_("A deadline behind it needs a start by %(date)s.") % said)
    text = _("It has to start by %(date)s for the deadline of another item:")
    if due.starts_no_later:
        text = _("It has to start by %(date)s for the dates of another item:")
    return Source(text=text % said, item=due)


def _is_last_start(item: Item, outlook: Outlook) -> bool:
    """Whether the item has to start then by its own latest start, to the minute."""
    own, known = item.starts_no_later, outlook.latest_start
    return bool(own and known and abs(own - known) < NEAR)
