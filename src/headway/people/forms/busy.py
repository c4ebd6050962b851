"""What takes people's time."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from headway.actors.models import Actor
from headway.base import forms
from headway.base.errors import Refused
from headway.people.actions import read_calendar
from headway.people.forms.fields import moment_field
from headway.people.models import Person


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
    """Reads the file of a person; cleaned to the ``events`` in it and its ``name``."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("An .ics file of 5 MB at most; it is read once."),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    counts = counts_field()

    def __init__(
        self, data: Any = None, files: Any = None, *, person: Person, by: Actor
    ) -> None:
        super().__init__(data, files)
        self.person, self.by = person, by

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        file = self.cleaned_data.pop("file")
        try:
            events = read_calendar(self.person.pk, file, by=self.by)
        except Refused as refused:
            self.add_error("file", str(refused))
            return self.cleaned_data
        return self.cleaned_data | {"events": events, "name": file.name}
