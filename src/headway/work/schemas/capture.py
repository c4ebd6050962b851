"""Lines of text that are read into items."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from headway.base.schemas import Clean, Flag, Id, Input
from headway.work.capture.cells import LONGEST_TEXT, MOST_CELLS
from headway.work.capture.words import LONGEST
from headway.work.schemas.items import ItemOut
from headway.work.schemas.values import ItemKey, ProjectKey

Line = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST,
        pattern=r"\S",
        description="A title with what else is said: `Call @ben ~2h due fri`.",
    ),
    Clean,
]


class LineIn(Input):
    """An item in one line; what of it is not understood stays in the title."""

    text: Line
    project: ProjectKey
    parent: ItemKey | None = None
    type_id: Id | None = None


ColumnName = Annotated[
    str,
    Field(
        max_length=20,
        description="`title`, `people`, `estimate`, `start`, `due`, `labels`, `state`, "
        "`type`, `importance`, `skills`, `description`, `number`, `level`, `wbs`, "
        "`parent`, `after`, or empty for a column that is left out.",
    ),
    Clean,
]


ColumnNames = Annotated[list[ColumnName], Field(max_length=MOST_CELLS)]
NameText = Annotated[str, Field(min_length=1, max_length=LONGEST), Clean]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), Clean]


class NameIn(Input):
    """Who a name in the text means, where that would be unclear."""

    name: NameText
    person_id: Id


class TableIn(Input):
    """Lines or cells; null leaves it to the text how it is read.

    ``separator`` is a tab, `;`, `,`, `|` (Markdown), or empty where a line is one cell;
    ``day_first`` says whether 3/4 is 3 April.
    """

    text: Text
    separator: Literal["\t", ";", ",", "|", ""] | None = None
    has_head: Flag | None = None
    columns: ColumnNames | None = None
    day_first: Flag | None = None
    people: Annotated[list[NameIn], Field(max_length=200)] = []


class UnclearOut(Schema):
    """A name that is nobody's, or that of several people, or was chosen for."""

    name: str
    people: list[int]


class RowOut(Schema):
    """An item to be: ``row`` of the text, in the item at ``above`` of these.

    ``words`` is what is said of it, ``notes`` what of that is left out, and why.
    """

    row: int
    title: str
    above: int | None
    words: list[str]
    notes: list[str]


class LeftOutOut(Schema):
    """A row that makes no item, and why."""

    row: int
    error: str


class TableOut(Schema):
    """A text as it is read: rows in the order of the outline."""

    separator: str
    has_head: bool
    columns: list[str]
    day_first: bool
    rows: list[RowOut]
    left_out: list[LeftOutOut]
    unclear: list[UnclearOut]


class TableAdded(Schema):
    """The items that were created, in the order of the outline, and what was not."""

    created: list[ItemOut]
    left_out: list[LeftOutOut]


class ChipOut(Schema):
    """A field that the line says, and how it was understood."""

    field: str
    words: str


class ChoiceOut(Schema):
    """One of several that could be meant, and the text that means it."""

    label: str
    text: str


class DoubtOut(Schema):
    """What of the line was left in the title, and why."""

    text: str
    message: str
    choices: list[ChoiceOut]


class LineOut(Schema):
    """How a line is understood; with ``errors``, or a doubt with choices, it makes no
    item.  What ``warnings`` say may be meant."""

    title: str
    project: str
    parent: str | None
    type_id: int | None
    people: list[int]
    labels: list[str]
    effort_minutes: int | None
    low_minutes: int | None
    high_minutes: int | None
    chunk_minutes: int | None
    priority: int | None
    deadline: datetime | None
    starts_no_earlier: datetime | None
    starts_no_later: datetime | None
    understood: list[ChipOut]
    doubts: list[DoubtOut]
    errors: list[str]
    warnings: list[str]
