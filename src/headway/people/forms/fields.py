"""Fields that several forms have."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _


class ZoneField(forms.CharField):
    """The name of a time zone, with suggestions from the list ``zones``."""

    def clean(self, value: Any) -> str:
        zone = str(super().clean(value)).strip()
        if zone and zone not in available_timezones():
            raise forms.ValidationError(
                _("“%(zone)s” is no time zone; write Europe/Berlin, say."),
                params={"zone": zone},
            )
        return zone


def zone_field(**options: Any) -> ZoneField:
    widget = forms.TextInput(attrs={"list": "zones", "autocomplete": "off"})
    return ZoneField(widget=widget, max_length=64, **options)


def zones() -> list[str]:
    """Return what people may write as their zone."""
    return sorted(zone for zone in available_timezones() if "/" in zone)


def day_field(**options: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, **options)


def moment_field(**options: Any) -> forms.DateTimeField:
    """A day and a time in the reader's zone, with the browser's own picker."""
    widget = forms.DateTimeInput(
        format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}
    )
    return forms.DateTimeField(widget=widget, **options)
