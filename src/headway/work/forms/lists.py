"""Forms around lists: what they show, and what is added to them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.people.models import Person
from headway.work.models import Project


class FilterForm(forms.Form):
    """What the list shows, as its address says it."""

    OPEN, ALL = "open", "all"

    q = forms.CharField(
        label=gettext_lazy("Title contains"), required=False, max_length=200
    )
    project = forms.CharField(
        label=gettext_lazy("Project"), required=False, max_length=10
    )
    person = forms.IntegerField(
        label=gettext_lazy("Person"), required=False, min_value=1, max_value=2**62
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[(OPEN, gettext_lazy("Open")), (ALL, gettext_lazy("All"))],
    )

    def __init__(
        self,
        data: Mapping[str, Any],
        projects: Sequence[Project],
        people: Sequence[Person],
    ) -> None:
        super().__init__(data=data, auto_id="filter-%s")
        some = [("", _("All projects")), *((p.key, p.name) for p in projects)]
        self.fields["project"].widget = forms.Select(choices=some)
        named = sorted((p.actor.name, p.pk) for p in people)
        anyone = [("", _("Everybody")), *((pk, name) for name, pk in named)]
        self.fields["person"].widget = forms.Select(choices=anyone)


class AddForm(forms.Form):
    """A new item: quickly, or in a parent."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=500,
        error_messages={"required": gettext_lazy("An item needs a title.")},
    )
    project = forms.CharField(label=gettext_lazy("Project"), max_length=10)
    parent = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(
        self, data: Any = None, *, projects: Sequence[Project] = (), **options: Any
    ) -> None:
        super().__init__(data=data, **{"auto_id": "add-%s", **options})
        attributes = {"class": "input", "placeholder": _("New item")}
        self.fields["title"].widget.attrs |= attributes | {"autocomplete": "off"}
        choices = [(p.key, p.name) for p in projects]
        select = forms.Select(choices=choices, attrs={"class": "input"})
        self.fields["project"].widget = select
