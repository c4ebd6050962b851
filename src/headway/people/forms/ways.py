"""How people work: how much at once, and how often they are interrupted."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from headway.actors.models import MOST_INTERRUPTED, Actor
from headway.base import forms
from headway.people.models import Person
from headway.people.models.persons import LARGEST_TEAM, MOST_AT_ONCE


def percent_interrupted(label: Any, help_text: Any = "") -> forms.IntegerField:
    """Make the field of what interruptions take of working time."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_INTERRUPTED,
        help_text=help_text,
    )


class WaysForm(forms.Form):
    items_at_once = forms.IntegerField(
        label=_("Items at once"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        help_text=_("The WIP limit. Each in progress gets the same part of the time."),
    )
    interrupted_percent = percent_interrupted(
        _("Interruptions usually take (%)"),
        _("Of working time. Empty: what finished work shows."),
    )
    interrupted_most_percent = percent_interrupted(_("In one of ten months (%)"))
    capacity_percent = forms.IntegerField(
        label=_("Works like one person (%)"),
        required=False,
        min_value=1,
        max_value=LARGEST_TEAM // 10,
        help_text=_("300: a team of three that plans do not tell apart."),
    )

    def __init__(self, data: Any = None, *, person: Person, by: Actor) -> None:
        names = self.base_fields.keys() - {"capacity_percent"}
        said = {name: getattr(person, name) for name in names}
        said["capacity_percent"] = person.capacity_percent
        super().__init__(data, initial=said)
        usual = by.workspace.interrupted_percent
        if usual is not None:
            text = gettext(
                "Of working time. Empty: what finished work shows, else %d %% as for "
                "everybody."
            )
            self.fields["interrupted_percent"].help_text = text % usual

    def clean(self) -> dict[str, Any]:
        """Leave the capacity as it is unless another was said: it may be finer."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        percent = said.pop("capacity_percent", None)
        if percent is not None and percent != self.initial["capacity_percent"]:
            said["capacity_permille"] = percent * 10
        return said
