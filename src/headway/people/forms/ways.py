"""How people work: how much at once, and how often they are interrupted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from headway.base import forms
from headway.people.models import Person
from headway.people.models.persons import MOST_AT_ONCE, MOST_INTERRUPTED


class WaysForm(forms.Form):
    items_at_once = forms.IntegerField(
        label=_("Items at once"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        help_text=_("The WIP limit. Each in progress gets the same part of the time."),
    )
    interrupted_percent = forms.IntegerField(
        label=_("Interruptions usually take (%)"),
        required=False,
        min_value=0,
        max_value=MOST_INTERRUPTED,
        help_text=_("Of working time. Empty: what finished work shows."),
    )
    interrupted_most_percent = forms.IntegerField(
        label=_("In one of ten months (%)"),
        required=False,
        min_value=0,
        max_value=MOST_INTERRUPTED,
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        said = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(data, initial=said)
