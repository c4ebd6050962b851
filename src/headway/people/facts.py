"""What can happen to people and to when they work."""

from dataclasses import dataclass
from typing import Any, ClassVar

from headway.events.facts import Fact, SecurityFact


@dataclass(frozen=True, kw_only=True)
class PersonFact(Fact):
    subject_type: ClassVar[str] = "people.person"


@dataclass(frozen=True, kw_only=True)
class PersonAdded(PersonFact):
    kind: ClassVar[str] = "people.person_added"
    name: str


@dataclass(frozen=True, kw_only=True)
class PersonEdited(PersonFact):
    """``before`` and ``after`` hold the fields that changed; hours as text."""

    kind: ClassVar[str] = "people.person_edited"
    before: dict[str, Any]
    after: dict[str, Any]


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


@dataclass(frozen=True, kw_only=True)
class SignInFact(SecurityFact):
    """Something about how a person comes in, told to few and never undone."""

    subject_type: ClassVar[str] = "people.person"


@dataclass(frozen=True, kw_only=True)
class ResetLinkMade(SignInFact):
    """An administrator let somebody choose a new password."""

    kind: ClassVar[str] = "people.reset_link_made"


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(SignInFact):
    kind: ClassVar[str] = "people.password_changed"


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(SignInFact):
    """Somebody signed out of other browsers."""

    kind: ClassVar[str] = "people.sessions_ended"
    count: int


@dataclass(frozen=True, kw_only=True)
class SecondFactorAdded(SignInFact):
    kind: ClassVar[str] = "people.second_factor_added"


@dataclass(frozen=True, kw_only=True)
class SecondFactorRemoved(SignInFact):
    kind: ClassVar[str] = "people.second_factor_removed"


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesDrawn(SignInFact):
    kind: ClassVar[str] = "people.recovery_codes_drawn"


@dataclass(frozen=True, kw_only=True)
class ApiTokenMade(SignInFact):
    kind: ClassVar[str] = "people.api_token_made"
    token_id: int
    scope: str


@dataclass(frozen=True, kw_only=True)
class ApiTokenRevoked(SignInFact):
    kind: ClassVar[str] = "people.api_token_revoked"
    token_id: int


@dataclass(frozen=True, kw_only=True)
class AddressChanged(SignInFact):
    """The e-mail address by which somebody signs in; the log keeps no address."""

    kind: ClassVar[str] = "people.address_changed"
