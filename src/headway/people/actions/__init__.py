"""Everything that can be done to people and to when they work.

Each action is one transaction, checks the actor, and records one fact.  All raise
:class:`NotFound` and ``PermissionDenied``.
"""

from headway.people.actions.importing import (
    ImportedCalendar,
    ImportedPerson,
    import_calendars,
    import_people,
)
from headway.people.actions.persons import (
    add_absence,
    add_person,
    calendar_of,
    edit_hours,
    hours_of,
    remove_absence,
    week_of,
    zone_of,
)

__all__ = [
    "ImportedCalendar",
    "ImportedPerson",
    "add_absence",
    "add_person",
    "calendar_of",
    "edit_hours",
    "hours_of",
    "import_calendars",
    "import_people",
    "remove_absence",
    "week_of",
    "zone_of",
]
