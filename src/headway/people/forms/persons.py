"""Who people are and where."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.people.models import Person


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)


class PlaceForm(forms.Form):
    """Where a person works."""

    zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        max_length=64,
        help_text=_("Such as Europe/Berlin; empty for the workspace's."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, initial={"zone": person.zone})

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
