"""How an item is judged in the way of its project, edited in place or for many."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.base.errors import Refused
from headway.work.forms.bulk import BulkForm
from headway.work.forms.cells import LONGEST_NAMES, CellForm
from headway.work.judgements import (
    ASKED,
    SCALES,
    judged_words,
    read_judgement,
    said_words,
    typed_judgement,
)
from headway.work.models import Front, Item


class JudgementForm(CellForm):
    """``cleaned_data["value"]`` is what the columns of the project's front hold."""

    name = "judgement"
    value = forms.CharField(
        label=gettext_lazy("Judgement"), required=False, max_length=LONGEST_NAMES
    )

    def __init__(self, item: Item, *, data: Any = None) -> None:
        super().__init__(item, data=data)
        self.scale = SCALES.get(item.project.front)
        if self.scale is None:
            return
        field, front = self.fields["value"], Front(item.project.front)
        field.label = str(ASKED.get(front, front.label))
        field.widget.attrs["placeholder"] = self.scale.example
        if self.scale.choices:
            nothing = ("", _("Not judged"))
            field.widget = forms.Select(
                choices=[nothing, *self.scale.choices], attrs={"class": "input"}
            )
            self.has_button = True

    @staticmethod
    def text_of(item: Item) -> str:
        return typed_judgement(item)

    @classmethod
    def words_of(cls, item: Item) -> str:
        return judged_words(item)

    def clean_value(self) -> Mapping[str, Any]:
        """Take what is written in the project's way; empty takes it off."""
        text = " ".join(self.cleaned_data["value"].split())
        if self.scale is None:
            raise ValidationError(_("Its project does not judge work in this way."))
        if not text:
            return self.scale.nothing
        try:
            said = self.scale.read(text)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        if said is None:
            message = _("This is no judgement; write %s.")
            raise ValidationError(message % self.scale.example)
        return said

    def understood(self) -> str:
        said = self.cleaned_data["value"]
        if self.scale is None or said == self.scale.nothing:
            return _("Not judged")
        return self.scale.told(Item(**said))


class BulkJudgementForm(BulkForm):
    """How all of them are judged; a text says which way that is."""

    name, label = "judgement", gettext_lazy("Judge")
    value = forms.CharField(
        label=gettext_lazy("Judgement"),
        help_text=gettext_lazy(
            "must, 4 stars, 500 x 2 x 80%, 8 + 5 + 3 or important. It counts in "
            "projects that judge in that way, and is kept in others."
        ),
        max_length=LONGEST_NAMES,
    )

    def clean_value(self) -> Mapping[str, Any]:
        try:
            return read_judgement(self.cleaned_data["value"])
        except Refused as refused:
            raise ValidationError(str(refused)) from refused

    def changes(self) -> dict[str, Any]:
        return dict(self.cleaned_data["value"])

    def understood(self) -> str:
        return said_words(self.cleaned_data["value"])


def kept_words(counts: Mapping[Front, int]) -> str:
    """Say how many items are judged in which way: ``MoSCoW 12, RICE 3``."""
    said = ", ".join(f"{front.label} {count}" for front, count in counts.items())
    if not said:
        return ""
    return _("Judged so far: %s. What was said in another way is kept.") % said


class FrontForm(forms.Form):
    """How new projects judge work."""

    front = forms.ChoiceField(
        label=gettext_lazy("New projects judge work by"),
        choices=Front,
        help_text=gettext_lazy("Projects that there are stay as they are."),
    )
