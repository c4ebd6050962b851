"""Fields that several forms have."""

from typing import Any

from headway.base import forms


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
