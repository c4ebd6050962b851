"""The people of a workspace, and when they work."""

from headway.people.models.answers import Answer
from headway.people.models.calendars import Calendar, CalendarException
from headway.people.models.invitations import Invitation
from headway.people.models.mail import MailFailure
from headway.people.models.persons import Absence, Person, User, usable_percent
from headway.people.models.setup import SetupLink
from headway.people.models.teams import Team, TeamMember
from headway.people.models.tokens import ApiToken, Scope

__all__ = [
    "Absence",
    "Answer",
    "ApiToken",
    "Calendar",
    "CalendarException",
    "Invitation",
    "MailFailure",
    "Person",
    "Scope",
    "SetupLink",
    "Team",
    "TeamMember",
    "User",
    "usable_percent",
]
