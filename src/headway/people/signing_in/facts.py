"""What can happen when somebody comes in or goes."""

from dataclasses import dataclass
from typing import ClassVar

from headway.events.facts import SecurityFact


@dataclass(frozen=True, kw_only=True)
class AccessFact(SecurityFact):
    subject_type: ClassVar[str] = "people.person"


@dataclass(frozen=True, kw_only=True)
class SignedIn(AccessFact):
    kind: ClassVar[str] = "people.signed_in"


@dataclass(frozen=True, kw_only=True)
class SignedOut(AccessFact):
    kind: ClassVar[str] = "people.signed_out"


@dataclass(frozen=True, kw_only=True)
class SignInFailed(AccessFact):
    """Somebody gave a wrong password for the person."""

    kind: ClassVar[str] = "people.sign_in_failed"


@dataclass(frozen=True, kw_only=True)
class StrangerRefused(SecurityFact):
    """Somebody gave a name that nobody has; it may be a password, so it is not kept."""

    kind: ClassVar[str] = "people.stranger_refused"
    subject_type: ClassVar[str] = "people.workspace"
