"""What can happen to people and to when they work."""

from dataclasses import dataclass
from typing import Any, ClassVar

from headway.events.facts import Fact


@dataclass(frozen=True, kw_only=True)
class PersonFact(Fact):
    subject_type: ClassVar[str] = "people.person"


@dataclass(frozen=True, kw_only=True)
class PersonAdded(PersonFact):
    kind: ClassVar[str] = "people.person_added"
    name: str


@dataclass(frozen=True, kw_only=True)
class PersonEdited(PersonFact):
    """``before`` and ``after`` hold the fields that changed."""

    kind: ClassVar[str] = "people.person_edited"
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class HoursSet(PersonFact):
    """From ``valid_from`` on; ``before`` is what that day said until now, if anything.

    Hours as text by weekday, and ``availability_percent``.
    """

    kind: ClassVar[str] = "people.hours_set"
    valid_from: str
    before: dict[str, Any] | None
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class HoursRemoved(PersonFact):
    """The hours from ``valid_from`` on are again those before."""

    kind: ClassVar[str] = "people.hours_removed"
    valid_from: str
    before: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class AbsenceAdded(PersonFact):
    kind: ClassVar[str] = "people.absence_added"
    absence_id: int
    first_on: str
    last_on: str


@dataclass(frozen=True, kw_only=True)
class AbsenceRemoved(PersonFact):
    kind: ClassVar[str] = "people.absence_removed"
    absence_id: int
    first_on: str
    last_on: str


@dataclass(frozen=True, kw_only=True)
class CalendarEdited(Fact):
    """The week or the exceptions of a calendar changed."""

    kind: ClassVar[str] = "people.calendar_edited"
    subject_type: ClassVar[str] = "people.calendar"
    name: str
