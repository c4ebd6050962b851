"""The people of a workspace, and when they work."""

from headway.people.models.answers import Answer
from headway.people.models.calendars import Calendar, CalendarException
from headway.people.models.persons import Absence, Person, User
from headway.people.models.places import Holiday, HolidayCalendar, Location
from headway.people.models.schedules import WorkSchedule
from headway.people.models.setup import SetupLink

__all__ = [
    "Absence",
    "Answer",
    "Calendar",
    "CalendarException",
    "Holiday",
    "HolidayCalendar",
    "Location",
    "Person",
    "SetupLink",
    "User",
    "WorkSchedule",
]
