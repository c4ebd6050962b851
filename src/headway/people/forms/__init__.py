"""Forms check what people type; actions do the work.  No form saves anything."""

from headway.people.forms.away import AbsenceForm, AbsenceRulesForm, DecisionForm
from headway.people.forms.busy import BusyForm, CalendarFileForm, FeedForm
from headway.people.forms.hours import HoursForm, WeekForm
from headway.people.forms.persons import PersonForm, PlaceForm
from headway.people.forms.places import HolidayForm, HolidayImportForm, LocationForm
from headway.people.forms.rates import RateForm
from headway.people.forms.skills import SkillForm
from headway.people.forms.ways import WaysForm

__all__ = [
    "AbsenceForm",
    "AbsenceRulesForm",
    "BusyForm",
    "CalendarFileForm",
    "DecisionForm",
    "FeedForm",
    "HolidayForm",
    "HolidayImportForm",
    "HoursForm",
    "LocationForm",
    "PersonForm",
    "PlaceForm",
    "RateForm",
    "SkillForm",
    "WaysForm",
    "WeekForm",
]
