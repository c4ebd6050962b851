"""Who people are and where."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.people.forms.fields import zone_field
from headway.people.models import Location, Person


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)


class PlaceForm(forms.Form):
    """Where a person works."""

    location_id = forms.TypedChoiceField(
        label=_("Location"), required=False, coerce=int, empty_value=None
    )
    zone = zone_field(
        label=_("Time zone"),
        required=False,
        help_text=_("Such as Europe/Berlin; empty for the location's."),
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        said = {"zone": person.zone, "location_id": person.location_id}
        super().__init__(data, initial=said)
        places = Location.objects.filter(workspace_id=person.workspace_id)
        named = [(place.pk, place.name) for place in places.order_by("name")]
        field = self.fields["location_id"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [("", _("none")), *named]
