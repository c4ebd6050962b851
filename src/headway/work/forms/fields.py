"""Fields of forms that read what people write about work."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from headway.base import forms
from headway.base.durations import parse_minutes
from headway.base.errors import Refused
from headway.base.estimates import Estimate, parse_estimate
from headway.base.text import shown
from headway.work.models.items import KEY


class KeyField(forms.CharField):
    """The key of an item, ``KES-214``."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).upper()
        if not (text or self.required):
            return ""
        if not KEY.fullmatch(text):
            raise ValidationError(
                _("“%s” is no key of an item; write KES-214, say.") % shown(text)
            )
        return text


class AmountField(forms.CharField):
    """An amount of work as people write it, ``2 h 30 m``; None for nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=60, **options)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_minutes(text) or None
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


class EstimateField(forms.CharField):
    """An estimate as people write it, ``4-7 h``; None for nothing."""

    def __init__(self, *, max_length: int = 60, **options: Any) -> None:
        super().__init__(required=False, max_length=max_length, **options)

    def clean(self, value: Any) -> Estimate | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_estimate(text)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
