"""Everything that can be done to people and to when they work.

Each action is one transaction, checks the actor, and records one fact.  All raise
:class:`NotFound` and ``PermissionDenied``.
"""

from headway.people.actions.hours import remove_hours, said_of, set_hours
from headway.people.actions.importing import (
    ImportedCalendar,
    ImportedPerson,
    import_calendars,
    import_people,
)
from headway.people.actions.persons import (
    add_absence,
    add_person,
    edit_person,
    remove_absence,
)

__all__ = [
    "ImportedCalendar",
    "ImportedPerson",
    "add_absence",
    "add_person",
    "edit_person",
    "import_calendars",
    "import_people",
    "remove_absence",
    "remove_hours",
    "said_of",
    "set_hours",
]
