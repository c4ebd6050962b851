"""Who people are and where."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from headway.actors.models import Actor
from headway.base import forms
from headway.base.zones import zone_choices
from headway.people.models import Location, Person

NONE = _("none")


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)


class PlaceForm(forms.Form):
    """Where a person works and, if an administrator asks, whom they report to."""

    location_id = forms.TypedChoiceField(
        label=_("Location"), required=False, coerce=int, empty_value=None
    )
    zone = forms.ChoiceField(label=_("Time zone"), required=False)
    lead_id = forms.TypedChoiceField(
        label=_("Lead"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Decides on absences and knows why."),
    )

    def __init__(self, data: Any = None, *, person: Person, by: Actor) -> None:
        said = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(data, initial=said)
        places = Location.objects.visible_to(by).order_by("name")
        self._offer("location_id", places.values_list("pk", "name"))
        usual = gettext("as there (%s)") % person.usual_zone
        self._offer("zone", zone_choices(person.zone), blank=usual)
        if by.is_administrator:
            others = Person.objects.visible_to(by).exclude(pk=person.pk)
            named = others.order_by("actor__name").values_list("pk", "actor__name")
            self._offer("lead_id", named)
        else:
            del self.fields["lead_id"]

    def _offer(
        self, name: str, choices: Iterable[tuple[Any, str]], *, blank: Any = NONE
    ) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", blank), *choices]
