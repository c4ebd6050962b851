"""The form of what many items say in a field of the workspace."""

from collections.abc import Hashable
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from headway.actors.models import Actor
from headway.base import forms
from headway.work.field_values import LONGEST_TEXT
from headway.work.filters.reader import Reader
from headway.work.forms.bulk import BulkForm
from headway.work.forms.custom_fields import value_in
from headway.work.models import CustomField


class BulkFieldForm(BulkForm):
    """What all of them say in a field from now on."""

    name, label = "field", pgettext_lazy("of the workspace", "Field")
    which = forms.TypedChoiceField(label=label, coerce=int)
    value = forms.CharField(
        label=gettext_lazy("Value"),
        help_text=gettext_lazy(
            "As it is typed in a cell; options and people by their names. Empty takes "
            "it off."
        ),
        required=False,
        max_length=LONGEST_TEXT,
    )

    def __init__(
        self, data: Any = None, *, by: Actor, reader: Reader | None = None
    ) -> None:
        super().__init__(data, by=by, reader=reader)
        self.customs = _in_use(reader or Reader(by))
        choices = [(pk, field.name) for pk, field in self.customs.items()]
        cast("forms.ChoiceField", self.fields["which"]).choices = choices

    @classmethod
    def known(cls, by: Actor, reader: Reader) -> Hashable:
        named = ((pk, field.name) for pk, field in _in_use(reader).items())
        return tuple(named) or None

    @property
    def _field(self) -> CustomField:
        return self.customs[self.cleaned_data["which"]]

    def clean_value(self) -> Any:
        text = self.cleaned_data["value"]
        is_known = "which" in self.cleaned_data
        return value_in(self._field, text, by=self.by) if is_known else None

    def has_changed(self) -> bool:
        """Whether a value was typed: a field is always chosen."""
        return bool(self.data.get(self.add_prefix("value"), "").strip())

    def changes(self) -> dict[str, Any]:
        return {"custom": {self._field.pk: self.cleaned_data["value"]}}

    def understood(self) -> str:
        typed = self.data.get(self.add_prefix("value"), "").strip()
        return f"{self._field.name} {typed or _('none')}"


def _in_use(reader: Reader) -> dict[int, CustomField]:
    return {each.pk: each for each in reader.custom_fields if not each.archived_at}
