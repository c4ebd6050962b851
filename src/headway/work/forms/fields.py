"""Fields of forms that read what people write about work."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from headway.base.durations import parse_minutes
from headway.base.errors import Refused
from headway.work.models.items import KEY


class AmountField(forms.CharField):
    """An amount of work as people write it; working minutes, or None for nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=60, **options)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_minutes(text)
        except Refused as error:
            raise ValidationError(str(error)) from error


class KeyField(forms.CharField):
    """The key of an item, ``KES-214``."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).upper()
        if not KEY.fullmatch(text):
            raise ValidationError(
                _("“%s” is no key of an item; write KES-214, say.") % text[:40]
            )
        return text
