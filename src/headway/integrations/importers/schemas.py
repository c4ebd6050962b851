"""The shapes of imports in the public API."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema

from headway.base.schemas import Clean, Flag, Id, Input
from headway.integrations.importers.choices import Choices, stage_key
from headway.integrations.importers.content import Meaning


class NotTakenOut(Schema):
    """Something of the file that was not taken as it stands, and why."""

    where: str
    why: str


class ImportedOut(Schema):
    """What an import did or, if it ``is_dry_run``, would do."""

    project: str
    name: str
    is_new: bool
    is_dry_run: bool
    people: int
    calendars: int
    items_created: int
    items_updated: int
    items_unchanged: int
    links: int
    not_taken: list[NotTakenOut]


class ImportOut(Schema):
    """A file that is, was or will be taken over.

    ``source`` is empty until it is recognised.  ``percent`` is how far it has come,
    ``counts`` how many of what were taken over, ``found`` what is in the file, and
    ``choices`` what it means.  ``problem`` says why it failed, or was not undone.
    """

    id: int
    name: str
    source: str
    state: str
    percent: int
    counts: dict[str, int]
    found: dict[str, Any]
    choices: dict[str, Any]
    problem: str
    operation: UUID
    at: datetime
    ended_at: datetime | None


class ImportPage(Schema):
    """Imports, newest first; ``next_cursor`` is null on the last page."""

    items: list[ImportOut]
    next_cursor: int | None


class FindingOut(NotTakenOut):
    id: int


class FindingPage(Schema):
    """In the order in which they were found."""

    items: list[FindingOut]
    next_cursor: int | None


MOST = 5000
MeaningName = Literal["to-do", "doing", "review", "waiting", "done", "cancelled"]
ProjectKey = Annotated[
    str, Field(max_length=10, pattern=r"^([A-Za-z][A-Za-z0-9]{1,9})?$"), Clean
]
Text = Annotated[str, Field(max_length=200), Clean]


class StageIn(Input):
    """What a column or status of that name stands for."""

    name: Text
    meaning: MeaningName


class AuthorIn(Input):
    """Who somebody with that id in the file is here; null is a placeholder."""

    id: Text
    person_id: Id | None


class ColumnIn(Input):
    """What the column of a table with that head holds; empty keeps it, `-` does not."""

    head: Text
    kind: Text


class ChoicesIn(Input):
    """What a file means; what is not sent is left to it.

    ``project`` is the key of the new project, ``into`` that of one that is there.
    """

    source: Text | None = None
    stages: Annotated[list[StageIn], Field(max_length=MOST)] = []
    people: Annotated[list[AuthorIn], Field(max_length=MOST)] = []
    columns: Annotated[list[ColumnIn], Field(max_length=MOST)] = []
    project: ProjectKey = ""
    into: ProjectKey = ""

    @property
    def choices(self) -> Choices:
        return Choices(
            stages={stage_key(one.name): Meaning(one.meaning) for one in self.stages},
            people={one.id: one.person_id for one in self.people},
            columns={one.head: one.kind for one in self.columns},
            project=self.project.upper(),
            into=self.into.upper(),
        )


class UndoImportIn(Input):
    """``the_rest``: also where something was changed since, which then stays."""

    the_rest: Flag = False
