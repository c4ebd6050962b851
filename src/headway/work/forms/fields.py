"""Fields of forms that read what people write about work."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from headway.base import forms
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
