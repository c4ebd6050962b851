"""What can happen to placeholders: that they turn out to be somebody."""

from dataclasses import dataclass
from typing import Any, ClassVar

from headway.events.facts import Fact


@dataclass(frozen=True, kw_only=True)
class JoiningFact(Fact):
    """The subject is a placeholder of that ``name``, and ``person_id`` who that is.

    Rows of ``comment_id``, ``item_id``, ``check_id`` and ``person_id``: what they said,
    finished and ticked, whom they lead, and who was found to be them before; of
    ``item_id`` and ``field_id``: which items name them where.  Which items they do is
    said by ``PeopleAssigned``.
    """

    subject_type: ClassVar[str] = "people.person"
    name: str
    person_id: int
    comments: list[dict[str, Any]]
    items: list[dict[str, Any]]
    checks: list[dict[str, Any]]
    led: list[dict[str, Any]]
    joined: list[dict[str, Any]]
    fields: list[dict[str, Any]]

    @property
    def other(self) -> tuple[str, int]:
        return self.subject_type, self.person_id


@dataclass(frozen=True, kw_only=True)
class PersonJoined(JoiningFact):
    """The placeholder is that person from now on, with all that it had."""

    kind: ClassVar[str] = "work.person_joined"


@dataclass(frozen=True, kw_only=True)
class PersonParted(JoiningFact):
    """The placeholder is nobody else again, and has these back."""

    kind: ClassVar[str] = "work.person_parted"
