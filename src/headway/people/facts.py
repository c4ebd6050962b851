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
    """``before`` and ``after`` hold the fields that changed."""

    kind: ClassVar[str] = "people.person_edited"
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class LanguageChosen(PersonFact):
    """Codes of languages; "" is that of the browser.  It holds in all workspaces."""

    kind: ClassVar[str] = "people.language_chosen"
    before: str
    after: str


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
class AbsenceFact(PersonFact):
    """Never tells why: everybody may read the log."""

    absence_id: int
    first_on: str
    last_on: str


@dataclass(frozen=True, kw_only=True)
class AbsenceRequested(AbsenceFact):
    kind: ClassVar[str] = "people.absence_requested"


@dataclass(frozen=True, kw_only=True)
class AbsenceAdded(AbsenceFact):
    """The person is away: nobody need approve it."""

    kind: ClassVar[str] = "people.absence_added"


@dataclass(frozen=True, kw_only=True)
class AbsenceDecided(AbsenceFact):
    """``before`` and ``after`` are states."""

    kind: ClassVar[str] = "people.absence_decided"
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class AbsenceRemoved(AbsenceFact):
    """Taken back; ``before`` is the state it was in."""

    kind: ClassVar[str] = "people.absence_removed"
    before: str


@dataclass(frozen=True, kw_only=True)
class AbsenceRestored(AbsenceFact):
    """As it was before it was taken back."""

    kind: ClassVar[str] = "people.absence_restored"
    after: str


@dataclass(frozen=True, kw_only=True)
class AbsenceRulesSet(Fact):
    kind: ClassVar[str] = "people.absence_rules_set"
    subject_type: ClassVar[str] = "people.workspace"
    before: bool
    after: bool


@dataclass(frozen=True, kw_only=True)
class BusyFact(PersonFact):
    """Never tells what for: everybody may read the log."""

    busy_id: int
    starts_at: str
    ends_at: str


@dataclass(frozen=True, kw_only=True)
class BusyAdded(BusyFact):
    kind: ClassVar[str] = "people.busy_added"


@dataclass(frozen=True, kw_only=True)
class BusyRemoved(BusyFact):
    kind: ClassVar[str] = "people.busy_removed"


@dataclass(frozen=True, kw_only=True)
class FeedFact(PersonFact):
    """Never tells the address: it is a key to a calendar."""

    feed_id: int


@dataclass(frozen=True, kw_only=True)
class FeedAdded(FeedFact):
    kind: ClassVar[str] = "people.feed_added"


@dataclass(frozen=True, kw_only=True)
class FeedRead(FeedFact):
    """``changed`` spans are new, gone or different."""

    kind: ClassVar[str] = "people.feed_read"
    changed: int


@dataclass(frozen=True, kw_only=True)
class FeedRemoved(FeedFact):
    kind: ClassVar[str] = "people.feed_removed"


@dataclass(frozen=True, kw_only=True)
class SkillFact(PersonFact):
    """Never tells which level: it concerns the person and their lead."""

    rating_id: int


@dataclass(frozen=True, kw_only=True)
class SkillRated(SkillFact):
    kind: ClassVar[str] = "people.skill_rated"
    replaced_rating_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SkillUnrated(SkillFact):
    kind: ClassVar[str] = "people.skill_unrated"


@dataclass(frozen=True, kw_only=True)
class RateFact(PersonFact):
    """Never tells an amount: everybody may read the log."""

    rate_id: int


@dataclass(frozen=True, kw_only=True)
class RateSet(RateFact):
    kind: ClassVar[str] = "people.rate_set"
    replaced_rate_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class RateRemoved(RateFact):
    kind: ClassVar[str] = "people.rate_removed"


@dataclass(frozen=True, kw_only=True)
class CalendarEdited(Fact):
    """The week or the exceptions of a calendar changed."""

    kind: ClassVar[str] = "people.calendar_edited"
    subject_type: ClassVar[str] = "people.calendar"
    name: str


@dataclass(frozen=True, kw_only=True)
class LocationFact(Fact):
    subject_type: ClassVar[str] = "people.location"


@dataclass(frozen=True, kw_only=True)
class LocationAdded(LocationFact):
    kind: ClassVar[str] = "people.location_added"
    name: str
    zone: str
    holidays_id: int | None


@dataclass(frozen=True, kw_only=True)
class LocationEdited(LocationFact):
    kind: ClassVar[str] = "people.location_edited"
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class LocationRemoved(LocationFact):
    kind: ClassVar[str] = "people.location_removed"
    before: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class HolidayFact(Fact):
    subject_type: ClassVar[str] = "people.holiday_calendar"


@dataclass(frozen=True, kw_only=True)
class HolidaysImported(HolidayFact):
    """``changed`` days are new, gone or different."""

    kind: ClassVar[str] = "people.holidays_imported"
    name: str
    changed: int


@dataclass(frozen=True, kw_only=True)
class HolidaySet(HolidayFact):
    """``before`` and ``after`` hold name and percent; before is None of a new day."""

    kind: ClassVar[str] = "people.holiday_set"
    on: str
    before: dict[str, Any] | None
    after: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class HolidayRemoved(HolidayFact):
    kind: ClassVar[str] = "people.holiday_removed"
    on: str
    before: dict[str, Any]


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
