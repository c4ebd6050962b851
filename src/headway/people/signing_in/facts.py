"""What can happen when somebody comes in or goes."""

from dataclasses import dataclass
from typing import ClassVar

from headway.events.facts import SecurityFact
from headway.people.facts import SignInFact


@dataclass(frozen=True, kw_only=True)
class SignedIn(SignInFact):
    kind: ClassVar[str] = "people.signed_in"


@dataclass(frozen=True, kw_only=True)
class SignedOut(SignInFact):
    kind: ClassVar[str] = "people.signed_out"


@dataclass(frozen=True, kw_only=True)
class SignInFailed(SignInFact):
    """Somebody gave a wrong password for the person."""

    kind: ClassVar[str] = "people.sign_in_failed"


@dataclass(frozen=True, kw_only=True)
class StrangerRefused(SecurityFact):
    """Somebody gave a name that nobody has; it may be a password, so it is not kept."""

    kind: ClassVar[str] = "people.stranger_refused"
    subject_type: ClassVar[str] = "people.workspace"
