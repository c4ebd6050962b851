"""What people enter to put an item before others."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base import forms
from headway.base.errors import NotFound
from headway.plan.models import LONGEST_WHY
from headway.work.models import Item

LONGEST_KEY = 24


class OverrideForm(forms.Form):
    """``other`` is the item before which it goes, None where that is all others."""

    before = forms.CharField(
        label=gettext_lazy("Before"),
        required=False,
        max_length=LONGEST_KEY,
        help_text=gettext_lazy("The key of an item; empty for all others."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": "KES-214", "class": "input"}
        ),
    )
    why = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=LONGEST_WHY,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input"}),
    )

    def __init__(self, item: Item, *, by: Actor, data: Any = None) -> None:
        super().__init__(data)
        self.item, self.by = item, by
        self.other: Item | None = None

    def clean_before(self) -> str:
        key: str = self.cleaned_data["before"].upper()
        if not key:
            return ""
        try:
            self.other = Item.objects.get_by_key(key, by=self.by)
        except NotFound:
            raise forms.ValidationError(_("There is no item %s here.") % key) from None
        return key

    @property
    def other_id(self) -> int | None:
        return self.other.pk if self.other else None
