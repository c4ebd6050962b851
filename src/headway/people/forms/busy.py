"""What takes people's time."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.people.forms.fields import moment_field
from headway.people.ical.reading import MOST_BYTES


def counts_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("For plans"),
        coerce=lambda text: text == "yes",
        choices=[("yes", _("takes working time")), ("no", _("takes none"))],
    )


class BusyForm(forms.Form):
    starts_at = moment_field(label=_("From"))
    ends_at = moment_field(label=_("Until"))
    title = forms.CharField(
        label=_("What for"),
        required=False,
        max_length=200,
        help_text=_("For you alone; others see that you are busy."),
    )
    counts = counts_field()


class FeedForm(forms.Form):
    url = forms.CharField(
        label=_("Address"),
        max_length=2000,
        help_text=_(
            "The secret address in iCalendar format, which calendars give out. "
            "You alone see it."
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=100)
    counts = counts_field()


class CalendarFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("An .ics file of 5 MB at most; it is read once."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    counts = counts_field()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("It is larger than 5 MB."))
        return file
