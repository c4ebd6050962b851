"""The form that says what an item has to do with another one."""

from typing import Any

from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.work.forms.fields import KeyField
from headway.work.models import RelationKind
from headway.work.models.relations import MUTUAL

INWARD = "-in"

WAYS = [
    way
    for kind in RelationKind
    for way in (
        (str(kind), kind.label),
        *(() if kind in MUTUAL else ((f"{kind}{INWARD}", kind.inward),)),
    )
]


class RelationForm(forms.Form):
    way = forms.ChoiceField(label=gettext_lazy("This item"), choices=WAYS)
    key = KeyField(label=gettext_lazy("Key"), max_length=20)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data=data, auto_id="relation-%s")
        for field in self.fields.values():
            field.widget.attrs |= {"class": "input", "autocomplete": "off"}

    @property
    def kind(self) -> RelationKind:
        return RelationKind(self.cleaned_data["way"].removesuffix(INWARD))

    def ends(self, item_id: int, other_id: int) -> tuple[int, int]:
        """Return source and target."""
        if self.cleaned_data["way"].endswith(INWARD):
            return other_id, item_id
        return item_id, other_id
