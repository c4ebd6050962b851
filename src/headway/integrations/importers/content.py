"""What an export of another tracker says, whatever program wrote it.

Things are known by their ``id`` there, unique within their kind; people, boards, stages
and items point at each other by it.  Instants are aware; those of files that name no
zone are read in the workspace's.  Text is Markdown, as whoever read the file made it.
Schedules, with calendars and assignments, are ``plan.files.content``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from headway.integrations.importers.exact import (
    ExactBaseline,
    ExactCost,
    ExactDemand,
    ExactThen,
)
from headway.plan.files.content import NotRead
from headway.plan.files.custom import DefinedField


class Meaning(Enum):
    """What a column or status of another tool stands for."""

    TODO = "to-do"
    DOING = "doing"
    REVIEW = "review"
    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"


class LinkKind(Enum):
    """How two items belong together; ``before`` is the first of each pair."""

    PRECEDES = "precedes"
    FOLLOWS = "follows"
    RELATES = "relates"
    DUPLICATES = "duplicates"
    CAUSES = "causes"


@dataclass(frozen=True, kw_only=True, slots=True)
class FilePerson:
    """Somebody there: who has no account here becomes a placeholder."""

    id: str
    name: str
    email: str = ""
    login: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """A column or status, in the order of the board; ``meaning`` is a guess.

    ``type`` is the kind of items that goes through it, where a file has a workflow for
    each: then ``meaning`` is no guess.
    """

    id: str
    name: str
    meaning: Meaning
    type: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileLabel:
    """A label; ``colour`` is ``#rrggbb``, or empty where the file has none."""

    name: str
    colour: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """A line of a checklist; ``checklist`` is that one's name, if it has one.

    ``done_by`` is a person's id.
    """

    text: str
    is_done: bool = False
    checklist: str = ""
    done_at: datetime | None = None
    done_by: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FileComment:
    """What somebody wrote below an item; ``author`` is a person's id, if known."""

    id: str
    text: str
    author: str | None = None
    at: datetime | None = None
    edited_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One thing that somebody changed there: a field and its values as words.

    ``field`` is ours where there is one (``state``, ``title``, ``assignee``, ``label``,
    ``deadline``, ``project``, ``parent`` ...), else the name that the file has.  Of a
    ``state``, ``before`` and ``after`` are names of stages.
    """

    id: str
    field: str
    before: str = ""
    after: str = ""
    author: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FileAttachment:
    """A file there; ``content`` where the export carries it, else its address alone."""

    id: str
    name: str
    address: str = ""
    content: bytes | None = None
    author: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FilePart:
    """What somebody has of an item; see ``work.models.Assignment``."""

    person: str
    share: int = 1
    units_percent: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Exactly:
    """An item as Headway itself has it, which only its own files say.

    Most are columns of ``work.models.Item``; they stand before all else that is said of
    the item, and its history begins with what the file has of it.  The first of
    ``parts`` is accountable.  ``needs`` are levels of skills by their names, and
    ``delay_costs`` what a week's delay costs and a missed deadline; ``judged`` as of
    any item.
    """

    drive: str
    priority: int
    is_joint: bool = False
    spent_minutes: int = 0
    effort_minutes: int | None = None
    duration_minutes: int | None = None
    low_minutes: int | None = None
    high_minutes: int | None = None
    remaining_minutes: int | None = None
    chunk_minutes: int | None = None
    starts_no_earlier: datetime | None = None
    starts_no_later: datetime | None = None
    finishes_no_earlier: datetime | None = None
    deadline: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    parts: tuple[FilePart, ...] = ()
    calendar: str = ""
    board_rank: int | None = None
    finished_by: str | None = None
    needs: Mapping[str, int] | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    delay_costs: tuple[int, int] | None = None
    judged: Mapping[str, int | str | None] | None = None
    baselines: tuple[ExactThen, ...] = ()
    costs: tuple[ExactCost, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FileItem:
    """A card, issue or task.

    ``board`` and ``stage`` say where it is, ``parent`` what it is part of.  ``type`` is
    the name of its kind there.  ``importance`` goes from 1, lowest, to 5; ``judged``
    are columns of ``work.models.judged.Judged``.  Efforts are in working minutes.
    ``position`` sorts cards within their column.  ``fields`` are what has no place of
    its own here, by their names there, and ``custom`` what it says in fields that
    somebody defined there.
    """

    id: str
    title: str
    board: str
    stage: str | None = None
    key: str = ""
    address: str = ""
    parent: str | None = None
    description: str = ""
    type: str = ""
    importance: int | None = None
    judged: Mapping[str, int | str | None] | None = None
    labels: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    author: str | None = None
    created_at: datetime | None = None
    started_at: datetime | None = None
    closed_at: datetime | None = None
    start_on: date | None = None
    start_by: date | None = None
    due_on: date | None = None
    estimate_minutes: int | None = None
    remaining_minutes: int | None = None
    spent_minutes: int | None = None
    percent_complete: int | None = None
    is_milestone: bool = False
    is_archived: bool = False
    position: float = 0
    checks: tuple[Check, ...] = ()
    comments: tuple[FileComment, ...] = ()
    changes: tuple[Change, ...] = ()
    attachments: tuple[FileAttachment, ...] = ()
    fields: Mapping[str, str] | None = None
    custom: Mapping[str, str] | None = None
    exact: Exactly | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FileLink:
    """A relation between two items of the export.

    What ``PRECEDES`` is between two ends, ``FS`` where the file does not say otherwise,
    with the time between them.
    """

    before: str
    after: str
    kind: LinkKind = LinkKind.PRECEDES
    ends: str = "FS"
    lag_minutes: int = 0
    lag_low_minutes: int | None = None
    lag_high_minutes: int | None = None
    lag_is_elapsed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ExactBoard:
    """Columns of ``work.models.Project``, a calendar by its name, and what it has."""

    priority: int
    starts_no_earlier: datetime | None = None
    target_on: date | None = None
    calendar: str = ""
    front: str = "importance"
    usual_reach: int | None = None
    baselines: tuple[ExactBaseline, ...] = ()
    expected: tuple[ExactDemand, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """What becomes a project: a board, a list of lists, a tracker's project.

    ``exact`` is what only Headway's own files say.
    """

    id: str
    name: str
    key: str = ""
    description: str = ""
    stages: tuple[Stage, ...] = ()
    labels: tuple[FileLabel, ...] = ()
    exact: ExactBoard | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TrackerFile:
    """One export, whole.

    Items come parents first, in the order of the file otherwise.  ``not_read`` names
    every row or element that was left out or not taken as it stands, and why.
    """

    boards: tuple[Board, ...]
    items: Sequence[FileItem]
    people: tuple[FilePerson, ...] = ()
    links: tuple[FileLink, ...] = ()
    fields: tuple[DefinedField, ...] = ()
    not_read: tuple[NotRead, ...] = ()
