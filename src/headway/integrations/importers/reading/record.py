"""An object of a JSON file, of which is known what was looked at."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from headway.integrations.importers.reading.moments import day_of, instant_of
from headway.integrations.importers.reading.reading import (
    LONGEST_NAME,
    LONGEST_TEXT,
    Reading,
)
from headway.plan.files.saying import say as _

LARGEST: Final = 2_000_000_000
NEVER: Final = "0001-01-01T"
"""What programs in Go write for no date."""

FURTHEST: Final = 1e300


class Record:
    """One object; ``kind`` and ``name`` say in reports what it is.

    Each method reads a field, gives nothing where there is none, and reports what is
    not of the kind that the field has.
    """

    __slots__ = ("_reading", "_seen", "_value", "kind", "name")

    def __init__(
        self, value: dict[str, Any], reading: Reading, kind: str, name: str = ""
    ) -> None:
        self.kind, self.name = kind, name
        self._value, self._reading = value, reading
        self._seen: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._value

    def __iter__(self) -> Iterator[str]:
        return iter(self._value)

    def note(self, why: str, *, value: object = None) -> None:
        self._reading.note(self.kind, self.name, why, value=value)

    def raw(self, key: str) -> Any:
        self._seen.add(key)
        return self._value.get(key)

    def rest(self) -> Iterator[str]:
        """Yield the fields that say something and were not looked at."""
        for key, value in self._value.items():
            is_said = value and not str(value).startswith(NEVER)
            if key not in self._seen and is_said:
                yield key

    def close(self) -> None:
        """Report what nobody looked at."""
        for key in self.rest():
            self._reading.unwanted[self.kind, self._reading.quoted(key)] += 1

    def _odd(self, key: str, value: object) -> None:
        self.note(_("%s is not what it should be") % key, value=value)

    def id(self, key: str) -> str:
        """Read a name or number that other objects point at."""
        value = self.raw(key)
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            if value is not None:
                self._odd(key, value)
            return ""
        return str(value)[:LONGEST_NAME].strip() if value != "" else ""

    def _said(self, key: str) -> str:
        value = self.raw(key)
        if isinstance(value, str):
            return value
        if value is None or value is False:
            return ""
        if isinstance(value, (int, float)):
            return str(value)
        if value:
            self._odd(key, value)
        return ""

    def text(self, key: str, most: int = LONGEST_TEXT) -> str:
        return self._reading.text(self._said(key), self.kind, self.name, most)

    def line(self, key: str, most: int = LONGEST_NAME) -> str:
        return self._reading.line(self._said(key), self.kind, self.name, most)

    def flag(self, key: str) -> bool:
        value = self.raw(key)
        if value in (None, False, 0, "", "false", "0"):
            return False
        if value not in (True, 1, "true", "1"):
            self._odd(key, value)
        return bool(value)

    def number(self, key: str) -> float | None:
        value = self.raw(key)
        if value in (None, ""):
            return None
        try:
            number = (
                float("nan") if isinstance(value, (bool, dict, list)) else float(value)
            )
        except (ValueError, OverflowError):
            number = float("nan")
        if not -LARGEST <= number <= LARGEST:
            self._odd(key, value)
            return None
        return number

    def position(self, key: str) -> float:
        """Read where something stands; large numbers are as good as small ones."""
        value = self.raw(key)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return float(value) if is_number and abs(value) < FURTHEST else 0.0

    def instant(self, key: str) -> datetime | None:
        value = self.raw(key)
        try:
            return instant_of(value, self._reading.zone)
        except (ValueError, OverflowError):
            self.note(_("%s is not a date") % key, value=value)
            return None

    def day(self, key: str) -> date | None:
        value = self.raw(key)
        try:
            return day_of(value, self._reading.zone)
        except (ValueError, OverflowError):
            self.note(_("%s is not a date") % key, value=value)
            return None

    def record(self, key: str, kind: str = "") -> "Record | None":
        """Read an object in this one."""
        value = self.raw(key)
        if isinstance(value, dict):
            return Record(value, self._reading, kind or self.kind, self.name)
        if value:
            self._odd(key, value)
        return None

    def records(self, key: str, kind: str = "") -> "list[Record]":
        """Read a list of objects; programs in PHP write some as objects by id."""
        value = self.raw(key)
        if isinstance(value, dict):
            value = list(value.values())
        if not isinstance(value, list):
            if value:
                self._odd(key, value)
            return []
        found = [each for each in value if isinstance(each, dict)]
        for odd in value:
            if not isinstance(odd, dict):
                self._odd(key, odd)
        return [
            Record(each, self._reading, kind or self.kind, self.name) for each in found
        ]

    def ids(self, key: str) -> list[str]:
        """Read a list of names or numbers."""
        value = self.raw(key)
        if not isinstance(value, list):
            if value:
                self._odd(key, value)
            return []
        found = []
        for each in value:
            if isinstance(each, bool) or not isinstance(each, (str, int)):
                self._odd(key, each)
            elif str(each).strip():
                found.append(str(each)[:LONGEST_NAME].strip())
        return found
