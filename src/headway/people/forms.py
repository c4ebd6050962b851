"""Forms check what people type; actions do the work.  No form saves anything."""

from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from headway.base import forms
from headway.base.hours import Hours, format_hours
from headway.people.actions import calendar_of, week_of
from headway.people.models import Person

DAY_LABELS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


class HoursForm(forms.Form):
    """When a person works: seven days from Monday, zone, availability."""

    zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        max_length=64,
        help_text=_("Such as Europe/Berlin; empty for the workspace's."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    availability_percent = forms.IntegerField(
        label=_("Plans may use (%)"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("The rest goes to meetings, mail and help for others."),
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        week = week_of(calendar_of(person))
        days = {f"day-{n}": format_hours(hours) for n, hours in enumerate(week)}
        said = {
            "zone": person.zone,
            "availability_percent": person.availability_percent,
        }
        super().__init__(data, initial=days | said)
        for n, label in enumerate(DAY_LABELS):
            self.fields[f"day-{n}"] = forms.HoursField(label=label)

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"day-{n}"] for n in range(7)]

    @property
    def zones(self) -> list[str]:
        return sorted(zone for zone in available_timezones() if "/" in zone)

    def clean_zone(self) -> str:
        zone = str(self.cleaned_data["zone"]).strip()
        if zone and zone not in available_timezones():
            raise forms.ValidationError(
                _("“%(zone)s” is no time zone; write Europe/Berlin, say."),
                params={"zone": zone},
            )
        return zone

    def week(self) -> tuple[Hours, ...]:
        return tuple(self.cleaned_data[f"day-{n}"] for n in range(7))


class AbsenceForm(forms.Form):
    first_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    last_on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        help_text=_("For you and administrators; others see that you are away."),
    )


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
