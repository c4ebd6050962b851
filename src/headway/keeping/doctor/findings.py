"""What the doctor finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.backends.utils import CursorWrapper


class Level(StrEnum):
    OK = "ok"
    NOTE = "note"
    """Worth knowing; nothing is broken."""
    PROBLEM = "problem"


@dataclass(frozen=True, kw_only=True)
class Finding:
    check: str
    level: Level
    message: str


@dataclass(frozen=True)
class Note:
    message: str


@dataclass(frozen=True)
class Problem:
    """Something is broken or soon will be; the message says what helps."""

    message: str


Check = Callable[[CursorWrapper], Iterable[Note | Problem]]
"""Asks the database, or the machine; yields nothing when all is well."""
