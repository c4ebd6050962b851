"""The programs that work can be taken over from: a line each, read when it is needed.

The line ``name`` stands for the module ``importers/<name>/reader.py`` with

- ``read_<name>(file: BinaryIO, *, zone: str, name: str)``, which returns a
  ``content.TrackerFile`` or a ``plan.files.content.ScheduleFile``, and raises
  ``Unreadable`` with one sentence on why and what to do; ``zone`` is the workspace's,
  for files that name none, ``name`` the file's,
- ``looks_like(start: bytes, name: str) -> bool``: whether a file that begins with
  these bytes (up to ``START_BYTES``) is one of its own.

Readers are pure: they know neither Django nor the workspace.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, BinaryIO, Final, cast

from headway.integrations.importers.content import TrackerFile
from headway.plan.files.content import ScheduleFile
from headway.plan.files.saying import gettext_noop

START_BYTES: Final = 64 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A program, or a kind of file; what comes from it has ``name`` for its source.

    ``called`` is what people call it; ``suffixes`` are the usual ends of its files'
    names.  ``how`` says in one sentence how to get such a file there.  What
    ``is_table`` is read by ``columns`` that people choose: its module also has
    ``columns_of_<name>(file, *, name, columns)``, which returns them as
    ``spreadsheet.columns.Column``.  What ``has_models`` is read by code that knows
    Headway's tables, and needs its settings; it has no calendars.
    """

    name: str
    called: str
    suffixes: tuple[str, ...]
    how: str = ""
    is_table: bool = False
    has_models: bool = False

    def read(
        self, file: BinaryIO, *, zone: str, name: str, **more: Any
    ) -> TrackerFile | ScheduleFile:
        """Read the whole file; raises :class:`Unreadable`."""
        read = getattr(self._reader(), f"read_{self.name}")
        content = read(file, zone=zone, name=name, **more)
        return cast("TrackerFile | ScheduleFile", content)

    def columns(self, file: BinaryIO, **how: Any) -> list[Any]:
        """Return what is in the columns of a table."""
        columns: list[Any] = getattr(self._reader(), f"columns_of_{self.name}")(
            file, **how
        )
        return columns

    def looks_like(self, start: bytes, name: str) -> bool:
        """Say whether a file with this name that begins so is of this kind."""
        return bool(self._reader().looks_like(start, name))

    def _reader(self) -> Any:
        return import_module(f"headway.integrations.importers.{self.name}.reader")


SOURCES: Final = (
    Source(
        name="msproject",
        called="Microsoft Project",
        suffixes=(".xml",),
        how=gettext_noop("In Microsoft Project: File, Save as, type XML."),
    ),
    Source(
        name="ganttproject",
        called="GanttProject",
        suffixes=(".gan",),
        how=gettext_noop("GanttProject saves its projects as .gan files."),
    ),
    Source(
        name="planner",
        called="Planner",
        suffixes=(".planner", ".mrproject"),
        how=gettext_noop("Planner saves its projects as .planner files."),
    ),
    Source(
        name="mpx",
        called="MPX",
        suffixes=(".mpx",),
        how=gettext_noop("Older planners export MPX: look for it under Save as."),
    ),
    Source(
        name="taskjuggler",
        called="TaskJuggler",
        suffixes=(".tjp",),
        how=gettext_noop("A .tjp file, with all that it includes in it."),
    ),
    Source(
        name="mpxj",
        called="Microsoft Project (.mpp), Primavera P6",
        suffixes=(".mpp", ".xer"),
        how=gettext_noop("Needs Java and the package headway[mpxj] on the server."),
    ),
    Source(
        name="headway",
        called="Headway",
        suffixes=(".json",),
        how=gettext_noop("In Headway: a project's settings, Export, as JSON."),
        has_models=True,
    ),
    Source(
        name="trello",
        called="Trello",
        suffixes=(".json",),
        how=gettext_noop("In Trello: the menu of the board, Export as JSON."),
    ),
    Source(
        name="jira",
        called="Jira",
        suffixes=(".csv", ".xml", ".json"),
        how=gettext_noop("In Jira: a search, Export, all fields; or the API's JSON."),
    ),
    Source(
        name="github",
        called="GitHub",
        suffixes=(".json", ".jsonl"),
        how=gettext_noop("The issues of a repository as its API or gh lists them."),
    ),
    Source(
        name="gitlab",
        called="GitLab",
        suffixes=(".json", ".ndjson"),
        how=gettext_noop("The issues of a project as its API or an export has them."),
    ),
    Source(
        name="redmine",
        called="Redmine",
        suffixes=(".json", ".csv"),
        how=gettext_noop("In Redmine: a list of issues, Also available in: CSV."),
    ),
    Source(
        name="asana",
        called="Asana",
        suffixes=(".csv",),
        how=gettext_noop("In Asana: the project's menu, Export, CSV."),
    ),
    Source(
        name="wekan",
        called="Wekan",
        suffixes=(".json",),
        how=gettext_noop("In Wekan: the board's menu, Export board, JSON."),
    ),
    Source(
        name="planka",
        called="Planka",
        suffixes=(".json",),
        how=gettext_noop("Save what Planka answers to /api/boards/ID."),
    ),
    Source(
        name="deck",
        called="Nextcloud Deck",
        suffixes=(".json",),
        how=gettext_noop("On the server: occ deck:export USER > deck.json"),
    ),
    Source(
        name="ticktick",
        called="TickTick",
        suffixes=(".csv",),
        how=gettext_noop("In TickTick: Settings, Account, Generate Backup."),
    ),
    Source(
        name="vikunja",
        called="Vikunja",
        suffixes=(".zip",),
        how=gettext_noop("In Vikunja: Settings, Export your data."),
    ),
    Source(
        name="spreadsheet",
        called=gettext_noop("A table: CSV or Excel (XLSX)"),
        suffixes=(".csv", ".tsv", ".xlsx", ".txt"),
        how=gettext_noop("From Excel, LibreOffice or any program that saves tables."),
        is_table=True,
        has_models=True,
    ),
)
"""In the order in which they are offered; of two that fit, the first one is taken."""

BY_NAME: Final = {source.name: source for source in SOURCES}


def name_for_people(name: str) -> str:
    """Return what people call a source; of one that is no more, its name."""
    source = BY_NAME.get(name)
    return source.called if source else name


def recognised(
    start: bytes, name: str, among: Sequence[Source] | None = None
) -> Source | None:
    """Return the source that a file is from: by its name's end first, then by all.

    ``among`` are those that may be asked, else all.
    """
    likely = _likely(name, SOURCES if among is None else among)
    return next((source for source in likely if source.looks_like(start, name)), None)


def _likely(name: str, among: Sequence[Source]) -> Iterator[Source]:
    named = [source for source in among if name.casefold().endswith(source.suffixes)]
    yield from named
    yield from (source for source in among if source not in named)
