"""What an item is planned to cost, as people write it."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base import forms
from headway.base.errors import Refused
from headway.base.money import check_currency, parse_minor
from headway.base.text import shown
from headway.work.actions.planning_costs import MOST_QUANTITY, PLACES, Cost
from headway.work.models import CostKind, Item

DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}


class PlannedCostForm(forms.Form):
    """``cleaned_data`` has the ``item`` of the project, and the ``cost``."""

    key = forms.CharField(label=gettext_lazy("Item"), max_length=40)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=CostKind)
    name = forms.CharField(label=gettext_lazy("What"), max_length=200)
    quantity = forms.CharField(
        label=gettext_lazy("Quantity"),
        max_length=20,
        initial="1",
        widget=forms.TextInput(attrs=DECIMAL),
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For example m³ or pieces."),
    )
    price = forms.CharField(
        label=gettext_lazy("Price of one"),
        max_length=20,
        widget=forms.TextInput(attrs=DECIMAL),
    )
    once = forms.CharField(
        label=gettext_lazy("Once on top"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs=DECIMAL),
    )
    currency = forms.CharField(
        label=gettext_lazy("Currency"), max_length=3, initial="EUR"
    )

    def __init__(
        self, data: Any = None, *, project_id: int, key: str, by: Actor
    ) -> None:
        super().__init__(data, initial={"key": key})
        self._items = Item.objects.editable_by(by).filter(project_id=project_id)

    def clean_key(self) -> Item:
        item = self._items.with_key(self.cleaned_data["key"].strip().upper())
        if item is None:
            text = _("There is no “%s” in this project that you may change.")
            raise forms.ValidationError(text % shown(self.cleaned_data["key"]))
        return item

    def clean_quantity(self) -> Decimal:
        text = self.cleaned_data["quantity"].strip().replace(",", ".")
        is_plain = text.isascii() and text.replace(".", "", 1).isdigit()
        try:
            number = Decimal(text if is_plain else "")
        except InvalidOperation as error:
            said = _("“%s” is no quantity; write 2.5, say.") % shown(text)
            raise forms.ValidationError(said) from error
        if number > MOST_QUANTITY or number != round(number, PLACES):
            said = _("“%s” has too many digits.") % shown(text)
            raise forms.ValidationError(said)
        return number

    def clean(self) -> dict[str, Any]:
        """Make minor units of the amounts."""
        said = self.cleaned_data
        if self.errors:
            return said
        currency = said["currency"].upper()
        try:
            check_currency(currency)
            price = parse_minor(said["price"], currency)
            once = parse_minor(said["once"], currency) if said["once"] else 0
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        cost = Cost(
            kind=said["kind"],
            name=said["name"],
            quantity=said["quantity"],
            unit=said["unit"],
            price_minor=price,
            once_minor=once,
            currency=currency,
        )
        return {"item": said["key"], "cost": cost}
