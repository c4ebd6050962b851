"""What GitLab writes below an issue by itself, as changes.

Sources: the API's system notes, resource state events and resource label events.
"""

import re
from typing import Final

from headway.integrations.importers.content import Change
from headway.integrations.importers.reading.record import Record

STATES: Final = {"closed": ("Open", "Closed"), "reopened": ("Closed", "Open")}
TITLE: Final = re.compile(r"changed title from \*\*(.+)\*\* to \*\*(.+)\*\*", re.DOTALL)
MARKED: Final = re.compile(r"\{[-+](.*?)[-+]\}")
ASSIGNED: Final = re.compile(r"(un)?assigned (?:to )?(@.+)")
DUE: Final = re.compile(r"(?:changed due date to|removed due date) ?(.*)")


def change_of_note(note: Record, text: str, author: str | None) -> Change:
    """Read a note that GitLab wrote: what it says has no form but a few sentences."""
    field, before, after = _said(text.strip())
    return Change(
        id=note.id("id"),
        field=field,
        before=before,
        after=after,
        author=author,
        at=note.instant("created_at"),
    )


def _said(text: str) -> tuple[str, str, str]:
    first = text.partition(" ")[0]
    if first in STATES:
        return "state", *STATES[first]
    if found := TITLE.fullmatch(text):
        before, after = (MARKED.sub(r"\1", found[n])[:500] for n in (1, 2))
        return "title", before, after
    if found := ASSIGNED.fullmatch(text):
        return ("assignee", found[2], "") if found[1] else ("assignee", "", found[2])
    if found := DUE.fullmatch(text):
        return "deadline", "", found[1]
    return "activity", "", text[:500]


def change_of_event(event: Record, field: str, author: str | None) -> Change:
    """Read an event about a state or a label."""
    before, after = "", ""
    if field == "state":
        said = event.line("state")
        before, after = STATES.get(said, ("", said.capitalize()))
    else:
        label = event.record("label")
        name = label.line("name") or label.line("title") if label else ""
        is_gone = event.line("action") in ("remove", "2")
        before, after = (name, "") if is_gone else ("", name)
    return Change(
        id=f"{field}-{event.id('id')}",
        field=field,
        before=before,
        after=after,
        author=author,
        at=event.instant("created_at"),
    )
