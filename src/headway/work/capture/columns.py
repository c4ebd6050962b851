"""What the columns of a table may be: one row each, and how a cell is read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base.durations import UNITS
from headway.base.errors import Malformed
from headway.base.estimates import parse_estimate
from headway.base.text import fold, shown
from headway.work.capture.dates import read_day
from headway.work.capture.drafts import Draft
from headway.work.capture.known import Known
from headway.work.capture.marks import (
    PERSON_SIGN,
    read_estimate,
    read_importance,
    read_judged,
    read_label,
    read_need,
    read_person,
    read_type,
)
from headway.work.models import State

NOTHING, TITLE = "", "title"
SEVERAL = re.compile(r"\s*[;,&/]\s*")
THOUSANDS = re.compile(r"(\d{1,3})(?:,(\d{3}))+(?=\.\d)|(\d{1,3})(?:\.(\d{3}))+(?=,\d)")
BARE = re.compile(r"\d+(?:[.,]\d+)?")
LONGEST_DESCRIPTION = 100_000


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How the cells of a table are written."""

    day_first: bool = True
    unit: str = "h"
    """Of a number without one in the column of estimates."""


Read = Callable[[str, Draft, Known, Manner], object]
"""Put a cell into a draft, or raise :class:`Malformed`."""


def _people(text: str, draft: Draft, known: Known, _manner: Manner) -> None:
    """Several people stand side by side; ``Ode, Ben`` is one, ``@ben`` is as in a line.

    Those who are known are taken, whoever else is not.
    """
    text = text.removeprefix(PERSON_SIGN)
    if len(known.people_called(text)) == 1:
        read_person(text, draft, known)
        return
    last, _comma, first = text.partition(", ")
    if first and known.is_whole_name(f"{first} {last}"):
        read_person(f"{first} {last}", draft, known)
        return
    unclear = []
    for name in filter(None, SEVERAL.split(text)):
        try:
            read_person(name.removeprefix(PERSON_SIGN), draft, known)
        except Malformed as error:
            unclear.append(str(error))
    if unclear:
        raise Malformed(" ".join(unclear))


def _labels(text: str, draft: Draft, known: Known, _manner: Manner) -> None:
    for name in filter(None, re.split(r"\s*[;,]\s*", text)):
        read_label(name.removeprefix("#"), draft, known)


def _estimate(text: str, draft: Draft, known: Known, manner: Manner) -> None:
    plain = THOUSANDS.sub(
        lambda found: re.sub(r"[.,]", "", found[0]), text.strip("?~ ")
    )
    unit = "" if re.search(r"[A-Za-z:]", plain) or manner.unit == "h" else manner.unit
    if parse_estimate(plain + unit).likely:  # programs write 0 where nobody said one
        read_estimate(plain + unit, draft, known)


def _due(text: str, draft: Draft, known: Known, manner: Manner) -> None:
    span = read_day(text, known.clock, day_first=manner.day_first)
    draft.deadline = span.last


def _start(text: str, draft: Draft, known: Known, manner: Manner) -> None:
    span = read_day(text, known.clock, day_first=manner.day_first)
    draft.pin = span.begin


def _start_by(text: str, draft: Draft, known: Known, manner: Manner) -> None:
    span = read_day(text, known.clock, day_first=manner.day_first)
    draft.start_by = span.last


def _state(text: str, draft: Draft, known: Known, _manner: Manner) -> None:
    """A state by its name, else a category of states; which one says the type."""
    names = {fold(state.name) for state in known.states}
    if fold(text) in names:
        draft.state = fold(text)
        return
    categories = {fold(str(state.label)): state for state in State}
    categories |= {state.value: state for state in State}
    found = categories.get(fold(text))
    if found is None:
        raise Malformed(_("There is no state “%s”.") % shown(text))
    draft.category = found


def _title(text: str, draft: Draft, _known: Known, _manner: Manner) -> None:
    draft.title = text


def _description(text: str, draft: Draft, _known: Known, _manner: Manner) -> None:
    if len(text) > LONGEST_DESCRIPTION:
        raise Malformed(_("A description has at most 100,000 characters."))
    draft.description = text


def _of_line(read: Callable[[str, Draft, Known], str]) -> Read:
    return lambda text, draft, known, _manner: read(text, draft, known)


def _outline(_text: str, _draft: Draft, _known: Known, _manner: Manner) -> None:
    """What says where a row stands is read with the others: see ``outlines.py``."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A kind of columns; ``heads`` are names of it in a table, folded."""

    name: str
    label: str | Promise
    read: Read
    heads: Sequence[str]


COLUMNS = (
    Column(
        name=TITLE,
        label=gettext_lazy("Title"),
        read=_title,
        heads=(
            "title", "task", "task name", "name", "item", "summary", "subject", "what",
            "titel", "aufgabe", "vorgang", "vorgangsname", "bezeichnung", "thema",
        ),
    ),
    Column(
        name="people",
        label=gettext_lazy("People"),
        read=_people,
        heads=(
            "assignee", "assignees", "assigned to", "person", "people", "owner", "who",
            "resource", "resources", "resource names", "responsible", "wer",
            "bearbeiter", "verantwortlich", "zuständig", "zustandig", "ressourcennamen",
        ),
    ),
    Column(
        name="estimate",
        label=gettext_lazy("Estimate"),
        read=_estimate,
        heads=(
            "estimate", "effort", "work", "hours", "days", "duration",
            "original estimate", "time estimate", "aufwand", "schatzung", "stunden",
            "tage", "arbeit", "dauer",
        ),
    ),
    Column(
        name="start",
        label=gettext_lazy("Starts no earlier than"),
        read=_start,
        heads=(
            "start", "start date", "begin", "from", "anfang", "beginn", "startdatum",
        ),
    ),
    Column(
        name="start-by",
        label=gettext_lazy("Starts no later than"),
        read=_start_by,
        heads=("start by", "latest start", "spatester start", "start bis"),
    ),
    Column(
        name="due",
        label=gettext_lazy("Deadline"),
        read=_due,
        heads=(
            "due", "due date", "deadline", "finish", "end", "end date", "until", "date",
            "fallig", "fallig am", "falligkeit", "ende", "frist", "termin", "datum",
        ),
    ),
    Column(
        name="labels",
        label=gettext_lazy("Labels"),
        read=_labels,
        heads=("label", "labels", "tag", "tags", "category", "etiketten", "kategorie"),
    ),
    Column(
        name="state",
        label=gettext_lazy("State"),
        read=_state,
        heads=("state", "status", "zustand", "stand"),
    ),
    Column(
        name="type",
        label=gettext_lazy("Type"),
        read=_of_line(read_type),
        heads=("type", "issue type", "kind", "typ", "art"),
    ),
    Column(
        name="importance",
        label=gettext_lazy("Importance"),
        read=_of_line(read_importance),
        heads=("importance", "priority", "prio", "wichtigkeit", "prioritat"),
    ),
    Column(
        name="judgement",
        label=gettext_lazy("Judgement"),
        read=_of_line(read_judged),
        heads=(
            "judgement", "moscow", "stars", "rice", "wsjf", "eisenhower", "bewertung",
        ),
    ),
    Column(
        name="skills",
        label=gettext_lazy("Skills"),
        read=_of_line(read_need),
        heads=("skill", "skills", "needs", "fahigkeiten", "kenntnisse"),
    ),
    Column(
        name="description",
        label=gettext_lazy("Description"),
        read=_description,
        heads=("description", "notes", "details", "beschreibung", "notizen"),
    ),
    Column(
        name="number",
        label=gettext_lazy("Number of the row"),
        read=_outline,
        heads=("id", "no", "nr", "number", "key", "nummer"),
    ),
    Column(
        name="level",
        label=gettext_lazy("Level of the outline"),
        read=_outline,
        heads=("level", "outline level", "ebene", "gliederungsebene"),
    ),
    Column(
        name="wbs",
        label=gettext_lazy("Outline number"),
        read=_outline,
        heads=("wbs", "outline number", "psp", "psp code", "gliederungsnummer"),
    ),
    Column(
        name="parent",
        label=gettext_lazy("Item that it is in"),
        read=_outline,
        heads=("parent", "parent id", "in", "epic", "phase", "ubergeordnet"),
    ),
    Column(
        name="after",
        label=gettext_lazy("Waits for"),
        read=_outline,
        heads=(
            "predecessor", "predecessors", "depends on", "after", "waits for",
            "blocked by", "vorganger", "abhangig von",
        ),
    ),
)  # fmt: skip

BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}
BY_HEAD: Mapping[str, str] = {h: c.name for c in COLUMNS for h in c.heads}
UNITS_IN_HEADS: Mapping[str, str] = {
    "days": "d", "day": "d", "d": "d", "pd": "d", "tage": "d", "pt": "d",
    "min": "m", "minutes": "m", "minuten": "m", "weeks": "w", "wochen": "w",
}  # fmt: skip


def column_called(head: str) -> str:
    """Return the kind of column that a head names; empty where it names none."""
    words = fold(head)
    if words in BY_HEAD:
        return BY_HEAD[words]
    bare = " ".join(
        w for w in words.split() if w not in UNITS and w not in UNITS_IN_HEADS
    )
    return BY_HEAD.get(bare, NOTHING)


def unit_in(head: str) -> str:
    """Return the unit of amounts that a head names: hours where it says nothing."""
    found = [UNITS_IN_HEADS[w] for w in fold(head).split() if w in UNITS_IN_HEADS]
    return found[0] if found else "h"
