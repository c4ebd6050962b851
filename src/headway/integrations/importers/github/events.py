"""Events of issues as changes: those of the REST API, and those of GraphQL."""

import re
from typing import Final

from headway.integrations.importers.content import Change
from headway.integrations.importers.github.people import person
from headway.integrations.importers.reading.reading import Reading
from headway.integrations.importers.reading.record import Record

WORD: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
REASONS: Final = {"not_planned": "Not planned", "duplicate": "Duplicate"}
ADDED: Final = {
    "labeled": ("label", "label", "name"),
    "assigned": ("assignee", "assignee", "login"),
    "milestoned": ("milestone", "milestone", "title"),
}
"""Events that add something: our field, where it is said, and by which name."""


def kind_of(event: Record) -> str:
    """Return what happened, written alike by both interfaces: ``labeled``."""
    said = event.line("event") or event.line("eventType").removesuffix("Event")
    return WORD.sub(" ", said).replace("_", " ").lower()


def change_of(reading: Reading, event: Record) -> Change:
    """Read one event."""
    event.kind = "change"
    field, before, after = _said(event, kind_of(event))
    who = event.record("actor") or event.record("user") or event.record("author")
    return Change(
        id=event.id("id"),
        field=field,
        before=before,
        after=after,
        author=person(reading, who),
        at=event.instant("created_at") or event.instant("createdAt"),
    )


def _said(event: Record, kind: str) -> tuple[str, str, str]:
    if kind == "closed":
        reason = event.line("state_reason") or event.line("stateReason")
        return "state", "Open", REASONS.get(reason.lower(), "Closed")
    if kind == "merged":
        return "state", "Open", "Merged"
    if kind == "reopened":
        return "state", "Closed", "Open"
    if kind == "renamed" and (names := event.record("rename")):
        return "title", names.line("from", 500), names.line("to", 500)
    if kind == "renamed title":
        return (
            "title",
            event.line("previousTitle", 500),
            event.line("currentTitle", 500),
        )
    if found := ADDED.get(kind.removeprefix("un").replace("demile", "mile")):
        field, key, name = found
        inner = event.record(key)
        said = inner.line(name) if inner else event.line("milestoneTitle")
        is_gone = kind.startswith(("un", "de"))
        return (field, said, "") if is_gone else (field, "", said)
    before, after = (event.line(key) for key in COLUMNS)
    if before or after:
        return "project column", before, after
    source = event.record("source") or event.record("closer")
    return kind or "change", "", source.line("url", 500) if source else ""


COLUMNS: Final = ("previousProjectColumnName", "projectColumnName")
