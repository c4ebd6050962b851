"""Forms around lists: what they show, and what is added to them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.work.models import Project


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
