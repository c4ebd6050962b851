"""How texts and the data of events name rows: by numbers, which imports change."""

from collections.abc import Iterator
from typing import Any

REFERENCES = {
    "absence_id": "people.absence",
    "actor_id": "actors.actor",
    "after_id": "work.item",
    "ahead_of_id": "work.item",
    "attachment_id": "work.attachment",
    "author_id": "actors.actor",
    "busy_id": "people.busy",
    "before_id": "work.workflowstate",
    "calendar": "people.calendar",
    "calendar_id": "people.calendar",
    "check_id": "work.check",
    "comment_id": "comms.comment",
    "deletion_id": "work.deletion",
    "demand_id": "work.demand",
    "done_by_id": "actors.actor",
    "feed_id": "people.busyfeed",
    "field_id": "work.customfield",
    "holidays_id": "people.holidaycalendar",
    "invitation_id": "people.invitation",
    "item_id": "work.item",
    "label_id": "work.label",
    "lead_id": "people.person",
    "location_id": "people.location",
    "new_project_id": "work.project",
    "old_behind_id": "work.item",
    "old_parent_id": "work.item",
    "old_project_id": "work.project",
    "original_id": "work.item",
    "override_id": "plan.override",
    "person_id": "people.person",
    "project_id": "work.project",
    "rate_id": "people.rate",
    "rating_id": "people.personskill",
    "replaced_rate_id": "people.rate",
    "replaced_rating_id": "people.personskill",
    "run_id": "plan.run",
    "skill_id": "people.skill",
    "target_id": "work.item",
    "state_id": "work.workflowstate",
    "status_id": "work.workflowstate",
    "team_id": "people.team",
    "token_id": "people.apitoken",
    "type_id": "work.itemtype",
}
"""Keys in the data of events whose whole numbers are rows, and of which kind."""


def listed(texts: str | list[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else texts


def number_behind(start: str, text: str) -> int | None:
    rest = text.removeprefix(start)
    return int(rest) if rest != text and rest.isascii() and rest.isdecimal() else None


def references(data: Any) -> Iterator[tuple[str, int]]:
    """Yield kind and number of the rows that an event's data names."""
    if isinstance(data, list):
        for each in data:
            yield from references(each)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in REFERENCES and type(value) is int:
                yield REFERENCES[key], value
            else:
                yield from references(value)


def renumbered(data: Any, numbers: Any) -> Any:
    """Return an event's data with ``numbers(kind, number)`` for each row it names."""
    if isinstance(data, list):
        return [renumbered(each, numbers) for each in data]
    if not isinstance(data, dict):
        return data
    return {
        key: numbers(REFERENCES[key], value)
        if key in REFERENCES and type(value) is int
        else renumbered(value, numbers)
        for key, value in data.items()
    }
