"""Everything that can be done to people and to when they work.

Each action is one transaction, checks the actor, and records one fact.  All raise
:class:`NotFound` and ``PermissionDenied``.
"""

from headway.people.actions.absences import (
    add_absence,
    decide_absence,
    remove_absence,
    restore_absence,
    set_absence_rules,
)
from headway.people.actions.holidays import (
    countries,
    import_holidays,
    remove_holiday,
    set_holiday,
)
from headway.people.actions.hours import remove_hours, said_of, set_hours
from headway.people.actions.importing import (
    ImportedCalendar,
    ImportedPerson,
    import_calendars,
    import_people,
)
from headway.people.actions.persons import add_person, edit_person
from headway.people.actions.places import (
    add_location,
    edit_location,
    remove_location,
)

__all__ = [
    "ImportedCalendar",
    "ImportedPerson",
    "add_absence",
    "add_location",
    "add_person",
    "countries",
    "decide_absence",
    "edit_location",
    "edit_person",
    "import_calendars",
    "import_holidays",
    "import_people",
    "remove_absence",
    "remove_holiday",
    "remove_hours",
    "remove_location",
    "restore_absence",
    "said_of",
    "set_absence_rules",
    "set_holiday",
    "set_hours",
]
