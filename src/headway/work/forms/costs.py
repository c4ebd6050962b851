"""The form of what delay costs, edited in place."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.base.errors import Refused
from headway.work.costs import delay_words, parse_delay, typed_delay
from headway.work.forms.cells import CellForm
from headway.work.models import CostOfDelay, Item


class DelayForm(CellForm):
    """``cleaned_data["value"]`` is the cost per week, and the one for once."""

    name = "delay"
    value = forms.CharField(
        label=gettext_lazy("Cost of delay per week, + once if the deadline is missed"),
        required=False,
        max_length=40,
    )

    @staticmethod
    def text_of(item: Item) -> str:
        return typed_delay(CostOfDelay.objects.filter(item=item).first())

    def clean_value(self) -> tuple[int, int]:
        try:
            return parse_delay(self.cleaned_data["value"])
        except Refused as refused:
            raise ValidationError(str(refused)) from refused

    def understood(self) -> str:
        per_week, once = self.cleaned_data["value"]
        if not per_week and not once:
            return _("By its importance")
        return delay_words(per_week=per_week, once=once)
