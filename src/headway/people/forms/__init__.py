"""Forms check what people type; actions do the work.  No form saves anything."""

from headway.people.forms.away import AbsenceForm, AbsenceRulesForm
from headway.people.forms.hours import HoursForm
from headway.people.forms.persons import PersonForm, PlaceForm
from headway.people.forms.places import HolidayForm, HolidayImportForm, LocationForm

__all__ = [
    "AbsenceForm",
    "AbsenceRulesForm",
    "HolidayForm",
    "HolidayImportForm",
    "HoursForm",
    "LocationForm",
    "PersonForm",
    "PlaceForm",
]
