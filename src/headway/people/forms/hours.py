"""When people work."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from headway.base import forms
from headway.base.hours import format_hours
from headway.base.weeks import weekdays
from headway.people.forms.fields import day_field
from headway.people.week import Timetable, Week
from headway.people.words import DAY_LABELS


class WeekForm(forms.Form):
    """A week: the hours of seven days from Monday."""

    def __init__(
        self, data: Any = None, *, week: Week, initial: dict[str, Any] | None = None
    ) -> None:
        days = {f"day-{n}": format_hours(hours) for n, hours in enumerate(week)}
        super().__init__(data, initial=days | (initial or {}))
        for n, label in enumerate(DAY_LABELS):
            self.fields[f"day-{n}"] = forms.HoursField(label=label)

    @property
    def days(self) -> list[forms.BoundField]:
        """Their fields, in the order in which weeks go here."""
        return [self[f"day-{n}"] for n in weekdays()]

    def clean(self) -> dict[str, Any]:
        """Make one week of the days."""
        cleaned = self.cleaned_data
        week = [cleaned.pop(f"day-{n}", ()) for n in range(7)]
        return cleaned | {"week": week}


class HoursForm(WeekForm):
    """A week from a day on, and what plans may use of it."""

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
        said: dict[str, Any] = {"valid_from": valid_from}
        if not period.is_assumed:
            said["availability_percent"] = period.percent
        super().__init__(data, week=period.week, initial=said)
