"""Custom fields of Jira as words, and what of them has a place of its own."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from headway.integrations.importers.jira.issues import KEY, RANK, sprint_name, words
from headway.integrations.importers.reading.adf import from_adf
from headway.integrations.importers.reading.moments import day_of
from headway.integrations.importers.reading.reading import Reading

PREFIX: Final = "customfield_"
WORDS: Final = ("value", "displayName", "name", "key", "title", "text", "id")
EPIC: Final = ("epic link", "parent link")
STARTS: Final = ("start date", "target start")
UNSAID: Final = ("development", "issue color", "epic color", "epic status", "[chart]")
"""Names of fields begin so that other programs, or Jira itself, fill."""


class CustomFields:
    """The custom fields of one issue; ``names`` says how they are called."""

    def __init__(self, reading: Reading, names: Mapping[str, Any]) -> None:
        self.parent = ""
        self.rank = ""
        self.start_on: date | None = None
        self.fields: dict[str, str] = {}
        self._reading, self._names = reading, names

    def take(self, uid: str, value: Any) -> None:
        """Read one field, by its name where the file tells it."""
        name = self._names.get(uid)
        if isinstance(value, dict) and value.get("id") == uid and "value" in value:
            name, value = value.get("name"), value["value"]
        shown = self._reading.line(name if isinstance(name, str) else uid, "item", uid)
        low = shown.casefold()
        if unsaid := next((each for each in UNSAID if low.startswith(each)), None):
            self._reading.unwanted["item", unsaid] += 1 if value else 0
            return
        said = self._reading.text(said_of(value), "item", shown)
        if not said or said == "{}":
            return
        if low in EPIC and KEY.fullmatch(said):
            self.parent = self.parent or said
        elif low == "rank" or RANK.fullmatch(said):
            self.rank = said
        elif low in STARTS and (day := self._day(said)):
            self.start_on = self.start_on or day
        else:
            self.fields[shown] = said

    def _day(self, said: str) -> date | None:
        try:
            return day_of(said, self._reading.zone)
        except (ValueError, OverflowError):
            return None


def said_of(value: Any, depth: int = 3) -> str:
    """Put a value into words: text, number, option, person, document, several."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return sprint_name(value) if "greenhopper" in value else value
    if isinstance(value, (int, float)):
        return f"{value:g}" if abs(value) < 1e15 else str(value)
    if isinstance(value, list) and depth:
        return words(said_of(each, depth - 1) for each in value)
    if isinstance(value, dict) and depth:
        return _object(value, depth)
    return ""


def _object(value: Mapping[str, Any], depth: int) -> str:
    if value.get("type") == "doc":
        return from_adf(dict(value))
    first = next((value[name] for name in WORDS if value.get(name)), "")
    said = said_of(first, depth - 1)
    child = said_of(value.get("child"), depth - 1)
    return f"{said} / {child}" if child else said
