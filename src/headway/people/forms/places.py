"""Places of work and their holidays."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from headway.actors.models import Actor
from headway.base import forms
from headway.base.zones import zone_choices
from headway.people.actions import countries
from headway.people.forms.fields import day_field
from headway.people.models import HolidayCalendar, Location

PARTS = ((100, _("all day off")), (50, _("half the day off")), (0, _("worked here")))


class LocationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    zone = forms.ChoiceField(label=_("Time zone"))
    holidays_id = forms.TypedChoiceField(
        label=_("Holidays"), required=False, coerce=int, empty_value=None
    )

    def __init__(
        self, data: Any = None, *, by: Actor, location: Location | None = None
    ) -> None:
        said: dict[str, Any] = {"zone": by.workspace.zone}
        if location is not None:
            said = {name: getattr(location, name) for name in self.base_fields}
        super().__init__(data, initial=said)
        known = HolidayCalendar.objects.visible_to(by).order_by("name")
        self._offer("zone", zone_choices(said["zone"]))
        named = known.values_list("pk", "name")
        self._offer("holidays_id", [("", _("none")), *named])

    def _offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class HolidayImportForm(forms.Form):
    country = forms.ChoiceField(label=_("Country"), choices=countries)
    region = forms.CharField(
        label=_("Region"),
        required=False,
        max_length=40,
        help_text=_("A code such as BY or CA; empty for the whole country."),
    )


class HolidayForm(forms.Form):
    """A day that is different here."""

    on = day_field(label=_("Day"))
    name = forms.CharField(label=_("Name"), max_length=200)
    percent = forms.TypedChoiceField(
        label=pgettext_lazy("not worked", "Off"), coerce=int, choices=PARTS
    )
