"""What an hour of somebody costs."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from headway.base import forms
from headway.base.errors import Refused
from headway.base.money import check_currency, parse_minor
from headway.people.forms.fields import day_field
from headway.people.models import RateKind


class RateForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=RateKind)
    amount = forms.CharField(
        label=_("An hour"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    currency = forms.CharField(label=_("Currency"), max_length=3, initial="EUR")
    valid_from = day_field(label=_("From"))

    def clean(self) -> dict[str, Any]:
        """Make minor units of the amount."""
        said = self.cleaned_data
        if self.errors:
            return said
        currency = said["currency"].upper()
        try:
            check_currency(currency)
            minor = parse_minor(said.pop("amount"), currency)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return said | {"currency": currency, "amount_minor": minor}
