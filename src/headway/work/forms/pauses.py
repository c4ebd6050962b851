"""The form of an item's pauses, edited in place."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.base.errors import Refused
from headway.work.actions.pausing import paused
from headway.work.forms.cells import LONGEST_NAMES, CellForm
from headway.work.models import Item
from headway.work.pauses import Span, parse_pauses, pauses_words, typed_pauses


class PausesForm(CellForm):
    """``cleaned_data["value"]`` are spans, in order and apart."""

    name = "pauses"
    value = forms.CharField(
        label=gettext_lazy("Pauses: 2027-03-01 - 2027-03-05, …"),
        required=False,
        max_length=LONGEST_NAMES,
    )

    @staticmethod
    def text_of(item: Item) -> str:
        return typed_pauses(paused(item))

    def clean_value(self) -> list[Span]:
        try:
            return parse_pauses(self.cleaned_data["value"])
        except Refused as refused:
            raise ValidationError(str(refused)) from refused

    def understood(self) -> str:
        said = pauses_words(self.cleaned_data["value"])
        return _("No work on it: %s") % said if said else _("No pauses")
