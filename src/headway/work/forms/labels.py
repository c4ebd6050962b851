"""Forms of the labels of a workspace."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.base import forms
from headway.work.actions.labelling import LONGEST_LABEL
from headway.work.models import Colour, Label


class LabelForm(forms.Form):
    """What a label is called, and the colour of its dot."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=LONGEST_LABEL)
    colour = forms.ChoiceField(label=gettext_lazy("Colour"), choices=Colour.choices)

    def __init__(self, label: Label, data: Any = None) -> None:
        super().__init__(data, initial={"name": label.name, "colour": label.colour})
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"


class LabelRemovalForm(forms.Form):
    """What its items carry instead of a label that goes."""

    into = forms.TypedChoiceField(
        label=gettext_lazy("Its items carry instead"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, label: Label, data: Any = None, *, by: Actor) -> None:
        super().__init__(data)
        others = Label.objects.visible_to(by).exclude(pk=label.pk).order_by("name")
        choices = [("", _("nothing")), *others.values_list("pk", "name")]
        self.fields["into"].choices = choices  # type: ignore[attr-defined]
        self.fields["into"].widget.attrs["class"] = "input"
