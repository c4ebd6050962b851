"""What can be said of an item besides its title: one row each, and how it is read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from headway.base.durations import UNITS, format_minutes, parse_minutes
from headway.base.errors import Malformed
from headway.base.estimates import parse_estimate
from headway.base.text import fold, shown
from headway.ui.words import date_words
from headway.work.actions.labelling import label_key
from headway.work.capture.dates import read_said_day
from headway.work.capture.drafts import Draft
from headway.work.capture.known import Known, nearly
from headway.work.estimates import estimate_words
from headway.work.judgements import read_judgement, said_words
from headway.work.needs import needs_words, parse_needs

PERSON_SIGN = "@"
MOST_CHOICES = 6
LONGEST_LABEL = 50


class Unclear(Malformed):
    """A value that is none of its kind, or could be several; ``values`` are those.

    Without a message it may well be no value at all, and nothing is said.
    """

    def __init__(self, message: str, values: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.values = values or {}


Read = Callable[[str, Draft, Known], str]
"""Put a value into a draft and return it in words, or raise :class:`Malformed`."""


def read_person(text: str, draft: Draft, known: Known) -> str:
    pk = person_meant(text, known, before=PERSON_SIGN)
    draft.people.append(pk)
    return _("for %s") % known.names[pk]


def person_meant(text: str, known: Known, *, before: str) -> int:
    """Return who is called so; ``before`` stands before a name in the line."""
    found = known.people_called(text)
    if len(found) != 1:
        known.unclear.setdefault(text, found)
    if len(found) > 1:
        raise Unclear(
            _("“%s” could be several people; who is meant?") % shown(text),
            {
                f"{before}{known.written(pk).removeprefix(PERSON_SIGN)}": known.names[
                    pk
                ]
                for pk in found[:MOST_CHOICES]
            },
        )
    if not found:
        raise Unclear(_("Nobody here is called “%s”.") % shown(text))
    return found[0]


def read_label(text: str, draft: Draft, known: Known) -> str:
    name = " ".join(text.split())
    if name.isdigit() or not fold(name):
        raise Unclear("")  # the number of something elsewhere
    if len(name) > LONGEST_LABEL:
        message = _("“%(name)s” is longer than the %(most)d characters of a label.")
        raise Unclear(message % {"name": shown(name), "most": LONGEST_LABEL})
    draft.labels.append(name)
    if known.by.is_guest or label_key(name) in known.labels:
        return _("label “%s”") % name
    return _("new label “%s”") % name


def read_estimate(text: str, draft: Draft, _known: Known) -> str:
    said = parse_estimate(text)
    if not said.likely:
        raise Unclear(_("“%s” is no estimate: work takes some time.") % shown(text))
    draft.estimate = said
    return estimate_words(said)


def read_importance(text: str, draft: Draft, known: Known) -> str:
    word = known.importances.get(fold(text))
    if word is None:
        names = ", ".join(
            str(each.label).lower() for each in known.importances.values()
        )
        message = _("“%(text)s” says no importance; there are %(names)s.")
        raise Unclear(message % {"text": shown(text), "names": names})
    draft.priority = int(word)
    return _("importance %s") % str(word.label).lower()


def read_judged(text: str, draft: Draft, _known: Known) -> str:
    said = read_judgement(text)
    draft.judged |= said
    return said_words(said)


def read_deadline(text: str, draft: Draft, known: Known) -> str:
    """A deadline holds until the end of its day."""
    draft.deadline = read_said_day(text, known.clock).last
    return _("due %s") % date_words(draft.deadline, zone=known.clock.zone)


def read_pin(text: str, draft: Draft, known: Known) -> str:
    draft.pin = read_said_day(text, known.clock).begin
    return _("not before %s") % date_words(draft.pin, zone=known.clock.zone)


def read_start_by(text: str, draft: Draft, known: Known) -> str:
    """Like a deadline it holds until the end of its day."""
    draft.start_by = read_said_day(text, known.clock).last
    return _("start by %s") % date_words(draft.start_by, zone=known.clock.zone)


def read_start_on(text: str, draft: Draft, known: Known) -> str:
    """No earlier, and no later."""
    span = read_said_day(text, known.clock)
    draft.pin, draft.start_by = span.begin, span.last
    return _("starts on %s") % date_words(draft.pin, zone=known.clock.zone)


def read_chunk(text: str, draft: Draft, _known: Known) -> str:
    draft.chunk = parse_minutes(text) or None
    return chunk_words(draft.chunk)


def chunk_words(minutes: int | None) -> str:
    if not minutes:
        return _("any length at a time")
    return _("at least %s at a time") % format_minutes(minutes)


def read_type(text: str, draft: Draft, known: Known) -> str:
    found = known.types.get(fold(text))
    if found is None:
        names = ", ".join(nearly(name for _pk, name in known.types.values()))
        message = _("There is no type “%(text)s”; there are %(names)s.")
        raise Unclear(message % {"text": shown(text), "names": names})
    draft.type_id = found[0]
    return _("type “%s”") % found[1]


def read_project(text: str, draft: Draft, known: Known) -> str:
    project = known.project_called(text)
    if project is None:
        raise Unclear(_("You contribute to no project “%s”.") % shown(text))
    draft.project_id = project.pk
    return _("project “%s”") % project.name


def read_parent(text: str, draft: Draft, known: Known) -> str:
    item = known.item_called(text)
    if item is None:
        raise Unclear(_("There is no item %s that you may change.") % shown(text))
    draft.parent = item
    return _("in %(key)s “%(title)s”") % {"key": item.key, "title": item.title}


def read_after(text: str, draft: Draft, known: Known) -> str:
    item = known.item_called(text)
    if item is None:
        raise Unclear(_("There is no item %s that you may change.") % shown(text))
    draft.after.append(item)
    return _("waits for %(key)s “%(title)s”") % {"key": item.key, "title": item.title}


def read_need(text: str, draft: Draft, _known: Known) -> str:
    needs = parse_needs(text.replace("/", " "))
    draft.needs += needs
    return _("needs %s") % needs_words(needs)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A field that a line can fill: ``@ben``, or ``assignee=ben``.

    ``sign`` begins it, ``word`` before a blank does as well.  ``most_words`` without
    quotes may be its value, the more the better.
    """

    name: str
    words: str | Promise
    read: Read
    examples: Sequence[str]
    also: Sequence[str] = ()
    sign: str = ""
    word: str = ""
    most_words: int = 1

    def lengths(self, words: Sequence[str], known: Known) -> Iterable[int]:
        """Return of how many of these words its value may be, the best first."""
        most = min(self.most_words, len(words))
        if self.sign == PERSON_SIGN:
            whole = (
                n for n in range(most, 1, -1) if known.is_whole_name(_join(words, n))
            )
            return [*islice(whole, 1), 1]
        if self.name == "estimate":
            return [2, 1] if most == 2 and words[1].lower() in UNITS else [1]
        return range(most, 0, -1)


def _join(words: Sequence[str], count: int) -> str:
    return " ".join(words[:count])


MARKS = (
    Mark(
        name="assignee",
        words=gettext_lazy("who does it; the first is accountable"),
        read=read_person,
        examples=("@ben", '@"Ben Ode"', "@me"),
        also=("person", "who"),
        sign=PERSON_SIGN,
        most_words=4,
    ),
    Mark(
        name="label",
        words=gettext_lazy("a label, a new one too"),
        read=read_label,
        examples=("#urgent", '#"to be checked"'),
        sign="#",
    ),
    Mark(
        name="estimate",
        words=gettext_lazy("the estimate"),
        read=read_estimate,
        examples=("~3h", "~2-5h", "~2/4/9h"),
        also=("effort",),
        sign="~",
        most_words=2,
    ),
    Mark(
        name="priority",
        words=gettext_lazy("how important it is"),
        read=read_importance,
        examples=("!high", "!low"),
        also=("importance",),
        sign="!",
    ),
    Mark(
        name="judgement",
        words=gettext_lazy("how its worth is judged, in whichever way"),
        read=read_judged,
        examples=("judge=must", 'judge="4 stars"', 'judge="500 x 2 x 80%"'),
        also=("judge",),
    ),
    Mark(
        name="due",
        words=gettext_lazy("the deadline: a day as filters have it"),
        read=read_deadline,
        examples=("due fri", "due 2w", "due 30.11.", "due 3 May", "due=tomorrow"),
        also=("deadline",),
        word="due",
        most_words=3,
    ),
    Mark(
        name="pin",
        words=gettext_lazy("the day before which it does not start"),
        read=read_pin,
        examples=("pin=monday",),
        also=("from",),
    ),
    Mark(
        name="start-by",
        words=gettext_lazy("the day by which it has to start"),
        read=read_start_by,
        examples=("start-by=friday",),
    ),
    Mark(
        name="start-on",
        words=gettext_lazy("the day on which it has to start: no earlier, no later"),
        read=read_start_on,
        examples=("start-on=2.12.",),
        also=("on",),
    ),
    Mark(
        name="chunk",
        words=gettext_lazy("the least that is done of it at a time"),
        read=read_chunk,
        examples=("chunk=2h",),
        also=("at-least",),
    ),
    Mark(
        name="type",
        words=gettext_lazy("its type"),
        read=read_type,
        examples=("type=bug",),
        also=("kind",),
    ),
    Mark(
        name="parent",
        words=gettext_lazy("the item that it is in"),
        read=read_parent,
        examples=("in=KES-214",),
        also=("in",),
    ),
    Mark(
        name="project",
        words=gettext_lazy("its project, by key or name"),
        read=read_project,
        examples=("project=KES",),
    ),
    Mark(
        name="after",
        words=gettext_lazy("what it waits for"),
        read=read_after,
        examples=("after=KES-3",),
        also=("waits-for",),
    ),
    Mark(
        name="needs",
        words=gettext_lazy("a skill that it needs, with a level from 1 to 5"),
        read=read_need,
        examples=("needs=welding", 'needs="welding 4"'),
        also=("skill",),
    ),
)

BY_NAME = {mark.name: mark for mark in MARKS}
NAMES = {name: mark.name for mark in MARKS for name in (mark.name, *mark.also)}
BY_SIGN = {mark.sign: mark for mark in MARKS if mark.sign}
BY_WORD = {mark.word: mark for mark in MARKS if mark.word}


def begun_by(word: str) -> Mark | None:
    """Return the mark that a word begins, in English or the reader's language."""
    said = word.lower()
    is_due = said == pgettext("before a day, in a line", "due")
    return BY_WORD["due"] if is_due else BY_WORD.get(said)
