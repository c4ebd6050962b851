"""When people work."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from headway.base import forms
from headway.base.errors import Refused
from headway.base.hours import Hours, format_hours, parse_hours
from headway.people.forms.fields import day_field
from headway.people.week import Timetable
from headway.people.words import DAY_LABELS


class HoursInput(forms.Field):
    """Hours of a day as people write them; cleaned to ``Hours``."""

    def to_python(self, value: Any) -> Hours:
        try:
            return parse_hours(str(value or "")[:200])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class HoursForm(forms.Form):
    """A week from a day on: seven days from Monday, and what plans may use of them."""

    valid_from = day_field(label=_("From"))
    availability_percent = forms.IntegerField(
        label=_("Plans may use (%)"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("The rest goes to meetings, mail and help for others."),
    )

    def __init__(
        self, data: Any = None, *, timetable: Timetable, valid_from: date
    ) -> None:
        period = timetable.period_on(valid_from)
        days = {f"day-{n}": format_hours(hours) for n, hours in enumerate(period.week)}
        said: dict[str, Any] = {"valid_from": valid_from}
        if not period.is_assumed:
            said["availability_percent"] = period.percent
        super().__init__(data, initial=days | said)
        for n, label in enumerate(DAY_LABELS):
            self.fields[f"day-{n}"] = HoursInput(label=label, required=False)

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"day-{n}"] for n in range(7)]

    def clean(self) -> dict[str, Any]:
        """Make one week of the days."""
        cleaned = self.cleaned_data
        week = [cleaned.pop(f"day-{n}", ()) for n in range(7)]
        return cleaned | {"week": week}
