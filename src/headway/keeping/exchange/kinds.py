"""Which rows a workspace is made of, and which of their fields are public."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.apps import apps
from django.db import models

from headway.keeping.exchange.naming import (
    listed,
    number_behind,
    references,
    renumbered,
)

FORMAT = "headway-workspace"
VERSION = 1
END = "end"
CONTENT = "content"

Field: TypeAlias = "models.Field[Any, Any]"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A table of the workspace.  ``without`` maps fields that stay behind to why.

    ``only`` are the rows that are taken: what is in the bin stays behind.
    """

    name: str
    only: Mapping[str, Any] = field(default_factory=dict)
    without: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Columns without a foreign key that hold a row's number: column to its kind."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """Columns that hold a list of rows' numbers: column to their kind."""
    keyed: Mapping[str, str] = field(default_factory=dict)
    """Objects with rows' numbers for keys, to their kind; values name rows as ``DATA``
    does."""
    worded: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Columns that hold a text or a list of texts, those of which that begin so end in
    a row's number: column to the beginning and the kind."""
    later: frozenset[str] = frozenset()
    """Fields that older files lack, and the import fills."""

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.name)

    def rows(self) -> models.QuerySet[Any]:
        manager: Any = self.model._meta.default_manager
        rows: models.QuerySet[Any] = manager.filter(**self.only)
        return rows

    def fields(self) -> Iterator[Field]:
        """What a line holds besides ``row`` and ``n``, in the order of the line."""
        hidden = {"id", "workspace", *self.without}
        for each in self.columns():
            if each.name not in hidden:
                yield each

    def columns(self) -> Iterator[Field]:
        """All that is written into the table: not what the database works out."""
        for each in self.model._meta.concrete_fields:
            if not each.generated:
                yield each

    def mentioned(self, values: Mapping[str, Any]) -> "Iterator[tuple[str, int]]":
        """Yield kind and number of the rows that lists and objects of a row name."""
        for name, target in self.lists.items():
            yield from ((target, number) for number in values[name])
        for name, target in self.keyed.items():
            yield from ((target, int(key)) for key in values[name])
            yield from references([*values[name].values()])
        for name, (start, target) in self.worded.items():
            for text in listed(values[name]):
                if number := number_behind(start, text):
                    yield target, number

    def renumbered(self, values: Mapping[str, Any], numbers: Any) -> dict[str, Any]:
        """Return those lists and objects with ``numbers(kind, number)`` instead."""
        lists = {
            name: [numbers(target, number) for number in values[name]]
            for name, target in self.lists.items()
        }
        objects = {
            name: {
                str(numbers(target, int(key))): renumbered(value, numbers)
                for key, value in values[name].items()
            }
            for name, target in self.keyed.items()
        }
        texts = {
            name: [
                f"{start}{numbers(target, number)}"
                if (number := number_behind(start, text))
                else text
                for text in listed(values[name])
            ]
            for name, (start, target) in self.worded.items()
        }
        single = {n: text[0] for n, text in texts.items() if type(values[n]) is str}
        return lists | objects | texts | single

    @property
    def naming(self) -> list[str]:
        """The columns in which rows are named by numbers."""
        return [*self.lists, *self.keyed, *self.worded]

    def target(self, each: Field) -> str | None:
        """The kind of the row whose number is the field's value; None for a value."""
        if each.name in self.numbers:
            return self.numbers[each.name]
        if each.related_model is None:
            return None
        related: Any = each.related_model
        return str(related._meta.label_lower)


THINGS = {"subject_id": "subject_type", "other_id": "other_type"}
"""Of an event: numbers of rows, and the fields that say of which kind."""

DATA = "data"
"""Of an event: holds numbers of rows at the keys of ``REFERENCES``, at any depth."""

BIN = {"deletion": "what is in the bin stays behind"}
REMOVED = "what was removed stays behind"
FEED = "the address of a calendar is its owner's key to it"

LIVE_FILES = ("attachment__deletion", "attachment__item__deletion", "imports")
"""Nulls of a file that items have: what is in the bin stays, and what is imported."""

LIVE_THREADS = "conversation__item__deletion"

KINDS: tuple[Kind, ...] = (
    Kind(name="actors.workspace"),
    Kind(name="actors.actor"),
    Kind(name="people.calendar"),
    Kind(name="people.calendarexception"),
    Kind(name="people.holidaycalendar"),
    Kind(name="people.holiday"),
    Kind(name="people.location"),
    Kind(
        name="people.person",
        without={"user": "sign-ins belong to the installation: invite people anew"},
    ),
    Kind(name="people.workschedule"),
    Kind(name="people.absence"),
    Kind(name="people.absencerules"),
    Kind(
        name="people.busy",
        without={"feed": FEED, "removed_at": REMOVED},
        only={"feed": None, "removed_at": None},
    ),
    Kind(name="people.skill"),
    Kind(
        name="people.personskill",
        without={"removed_at": REMOVED},
        only={"removed_at": None},
    ),
    Kind(
        name="people.rate",
        without={"removed_at": REMOVED},
        only={"removed_at": None},
    ),
    Kind(name="people.team"),
    Kind(name="people.teammember"),
    Kind(
        name="comms.file",
        only=dict.fromkeys(LIVE_FILES),
    ),
    Kind(
        name="comms.fileversion",
        only={f"file__{name}": None for name in LIVE_FILES},
        without={"content": "its bytes are on the `content` lines with its number"},
    ),
    Kind(name="comms.thread", only={LIVE_THREADS: None}),
    Kind(
        name="comms.comment",
        without={"removed_at": REMOVED, "removed_by": REMOVED},
        only={f"thread__{LIVE_THREADS}": None, "removed_at": None},
    ),
    Kind(name="work.project", without=BIN, only={"deletion": None}),
    Kind(
        name="work.demand",
        without={"removed_at": REMOVED},
        only={"project__deletion": None, "removed_at": None},
    ),
    Kind(name="work.frontdefault"),
    Kind(name="work.grant", only={"project__deletion": None}),
    Kind(
        name="work.itemtype",
        without={"removed_at": REMOVED},
        only={"removed_at": None},
    ),
    Kind(
        name="work.workflowstate",
        without={"removed_at": REMOVED},
        only={"removed_at": None, "type__removed_at": None},
    ),
    Kind(
        name="work.customfield",
        without={"removed_at": REMOVED},
        only={"removed_at": None},
        lists={"type_ids": "work.itemtype"},
    ),
    Kind(
        name="work.item",
        without=BIN,
        only={"deletion": None},
        keyed={"custom": "work.customfield"},
        later=frozenset({"type", "status"}),
    ),
    Kind(
        name="work.attachment",
        without=BIN,
        only={"deletion": None, "item__deletion": None},
    ),
    Kind(name="work.conversation", only={"item__deletion": None}),
    Kind(name="work.assignment", only={"item__deletion": None}),
    Kind(
        name="work.check",
        without={"removed_at": REMOVED},
        only={"item__deletion": None, "removed_at": None},
    ),
    Kind(
        name="work.label",
        without={"removed_at": REMOVED},
        only={"removed_at": None},
    ),
    Kind(
        name="work.itemlabel",
        without={"is_first": "the import finds the first label of each item by name"},
        only={"item__deletion": None, "label__removed_at": None},
    ),
    Kind(name="work.need", only={"item__deletion": None}),
    Kind(name="work.costofdelay", only={"item__deletion": None}),
    Kind(name="work.pause", only={"item__deletion": None}),
    Kind(name="work.plannedcost", only={"item__deletion": None}),
    Kind(
        name="work.savedview",
        worded=dict.fromkeys(("columns", "grouping"), ("field-", "work.customfield")),
        without={"removed_at": REMOVED},
        only={"removed_at": None},
    ),
    Kind(name="work.link", without=BIN, only={"deletion": None}),
    Kind(
        name="work.relation",
        only={"source__deletion": None, "target__deletion": None},
    ),
    Kind(
        name="plan.baseline",
        without={"removed_at": REMOVED},
        only={"removed_at": None, "project__deletion": None},
    ),
    Kind(
        name="plan.baselineitem",
        only={
            "baseline__removed_at": None,
            "baseline__project__deletion": None,
            "item__deletion": None,
        },
    ),
    Kind(
        name="plan.override",
        without={"removed_at": REMOVED},
        only={"removed_at": None, "item__deletion": None, "before__deletion": None},
    ),
    Kind(
        name="plan.decision",
        only={"item__deletion": None},
        lists={"people": "people.person"},
    ),
    Kind(
        name="plan.overridedelay",
        only={
            "override__removed_at": None,
            "override__item__deletion": None,
            "override__before__deletion": None,
            "item__deletion": None,
            "project__deletion": None,
        },
    ),
    Kind(
        name="work.keyalias",
        only={"item__deletion": None, "project__deletion": None},
    ),
    Kind(
        name="events.event",
        without={"transaction": "a position in one database server's log"},
        numbers={"cause_id": "events.event"},
    ),
)

BY_NAME = {kind.name: kind for kind in KINDS}

LEFT_OUT = {
    "events.jobfailure": "says why jobs of this installation failed",
    "events.presence": "says who is there just now",
    "events.sent": "says what this installation has sent",
    "importers.finding": "says what this installation did not take over",
    "importers.import": "says what this installation has taken over",
    "people.apitoken": "a secret, and for this installation",
    "people.answer": "answers that are kept for a day",
    "people.busyfeed": FEED,
    "people.invitation": "a secret, and for this installation",
    "people.mailfailure": "says what this installation could not send",
    "plan.ageing": "learnt anew",
    "plan.conflict": "proven anew",
    "plan.conflictpart": "proven anew",
    "plan.cycletime": "learnt anew",
    "plan.forecasthistory": "says what this installation has forecast",
    "plan.keptsnapshot": "says what this installation has planned from",
    "plan.load": "planned anew",
    "plan.order": "searched anew",
    "plan.pace": "learnt anew",
    "plan.pending": "an imported workspace is planned anew",
    "plan.run": "planned anew",
    "work.deletion": "what is in the bin stays behind",
    "work.itemwords": "found anew in titles and descriptions",
    "work.outlook": "planned anew",
    "work.precedent": "found anew in titles and descriptions",
    "work.projectoutlook": "planned anew",
}
"""Tables of a workspace that stay behind, and why."""

SUBJECTS = {
    "people.holiday_calendar": "people.holidaycalendar",
    "people.workspace": "actors.workspace",
}
"""Subject types of events whose rows are of a kind with another name."""

FIXED: Mapping[str, Mapping[str, Any]] = {
    "events.event": {"transaction": 0},
    "work.itemlabel": {"is_first": False},
}
"""What imported rows get: history lies before all that any reader has yet to read, and
the first labels of items are found when all are there."""


def kind_of_subject(subject_type: str) -> str:
    return SUBJECTS.get(subject_type, subject_type)
