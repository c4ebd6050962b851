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
from headway.people.actions.busy import add_busy, remove_busy, restore_busy
from headway.people.actions.feeds import (
    add_feed,
    ask_for,
    due_feeds,
    read_calendar,
    read_feed,
    refresh_feed,
    remove_feed,
    restore_feed,
    take_calendar,
)
from headway.people.actions.holidays import (
    countries,
    import_holidays,
    read_library,
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
from headway.people.actions.importing_rates import ImportedRate, import_rates
from headway.people.actions.persons import add_person, choose_language, edit_person
from headway.people.actions.placeholders import (
    ImportedAuthor,
    KnownPeople,
    import_authors,
)
from headway.people.actions.places import (
    add_location,
    edit_location,
    remove_location,
)
from headway.people.actions.rates import remove_rate, restore_rate, set_rate
from headway.people.actions.skills import (
    rate_skill,
    restore_skill,
    skill_named,
    unrate_skill,
)

__all__ = [
    "ImportedAuthor",
    "ImportedCalendar",
    "ImportedPerson",
    "ImportedRate",
    "KnownPeople",
    "add_absence",
    "add_busy",
    "add_feed",
    "add_location",
    "add_person",
    "ask_for",
    "choose_language",
    "countries",
    "decide_absence",
    "due_feeds",
    "edit_location",
    "edit_person",
    "import_authors",
    "import_calendars",
    "import_holidays",
    "import_people",
    "import_rates",
    "rate_skill",
    "read_calendar",
    "read_feed",
    "read_library",
    "refresh_feed",
    "remove_absence",
    "remove_busy",
    "remove_feed",
    "remove_holiday",
    "remove_hours",
    "remove_location",
    "remove_rate",
    "restore_absence",
    "restore_busy",
    "restore_feed",
    "restore_rate",
    "restore_skill",
    "said_of",
    "set_absence_rules",
    "set_holiday",
    "set_hours",
    "set_rate",
    "skill_named",
    "take_calendar",
    "unrate_skill",
]
