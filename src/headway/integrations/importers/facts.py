"""What can happen to imports."""

from dataclasses import dataclass
from typing import ClassVar

from headway.events.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ImportFact(Fact):
    """``name`` is the file's, ``source`` what the program is called."""

    subject_type: ClassVar[str] = "importers.import"
    name: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ImportStarted(ImportFact):
    """Somebody let a file be taken over."""

    kind: ClassVar[str] = "importers.import_started"


@dataclass(frozen=True, kw_only=True)
class ImportEnded(ImportFact):
    """It is taken over, as far as it was before somebody cancelled it or it failed.

    Of the same operation as all that it changed: whoever undoes that undoes this.
    """

    kind: ClassVar[str] = "importers.import_ended"
    state: str
    items: int


@dataclass(frozen=True, kw_only=True)
class ImportUndone(ImportFact):
    """What it made is in the bin, and what it changed as before; ``state`` it was."""

    kind: ClassVar[str] = "importers.import_undone"
    state: str
