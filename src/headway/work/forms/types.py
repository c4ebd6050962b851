"""Forms of types of items and of the states of their workflows."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.work.models import State, WorkflowState


class TypeForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)


class WorkflowStateForm(forms.Form):
    """What a state is; in it items are to do, in progress, and so on."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    category = forms.ChoiceField(
        label=gettext_lazy("Items in it are"), choices=State.choices
    )
    is_review = forms.BooleanField(
        label=gettext_lazy("Somebody reviews what is in it"), required=False
    )
    wip_limit = forms.IntegerField(
        label=gettext_lazy("At most so many at once, per project"),
        required=False,
        min_value=1,
        max_value=10_000,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("name", "category", "wip_limit"):
            self.fields[name].widget.attrs["class"] = "input"

    @classmethod
    def of(cls, state: WorkflowState, data: Any = None) -> "WorkflowStateForm":
        """Return the form with what the state is."""
        said = {name: getattr(state, name) for name in cls.base_fields}
        return cls(data, initial=said)


class RemovalForm(forms.Form):
    """Into which state what is in a removed one goes."""

    into = forms.IntegerField(
        label=gettext_lazy("What is in it goes to"), required=False, min_value=1
    )

    def __init__(self, state: WorkflowState, data: Any = None) -> None:
        super().__init__(data)
        others = state.type.states.live().in_order().exclude(pk=state.pk)
        choices = [("", _("Nothing is in it"))]
        choices += [(str(other.pk), other.name) for other in others]
        attrs = {"class": "input"}
        self.fields["into"].widget = forms.Select(choices=choices, attrs=attrs)
