"""The people of a workspace, and when they work."""

from headway.people.models.absences import (
    Absence,
    AbsenceKind,
    AbsenceRules,
    AbsenceState,
)
from headway.people.models.answers import Answer
from headway.people.models.busy import Busy, BusyFeed
from headway.people.models.calendars import Calendar, CalendarException
from headway.people.models.invitations import Invitation
from headway.people.models.mail import MailFailure
from headway.people.models.persons import Person, User
from headway.people.models.places import Holiday, HolidayCalendar, Location
from headway.people.models.rates import Rate, RateKind
from headway.people.models.schedules import WorkSchedule
from headway.people.models.setup import SetupLink
from headway.people.models.skills import PersonSkill, Skill, SkillLevel, SkillSource
from headway.people.models.teams import Team, TeamMember
from headway.people.models.tokens import ApiToken, Scope

__all__ = [
    "Absence",
    "AbsenceKind",
    "AbsenceRules",
    "AbsenceState",
    "Answer",
    "ApiToken",
    "Busy",
    "BusyFeed",
    "Calendar",
    "CalendarException",
    "Holiday",
    "HolidayCalendar",
    "Invitation",
    "Location",
    "MailFailure",
    "Person",
    "PersonSkill",
    "Rate",
    "RateKind",
    "Scope",
    "SetupLink",
    "Skill",
    "SkillLevel",
    "SkillSource",
    "Team",
    "TeamMember",
    "User",
    "WorkSchedule",
]
