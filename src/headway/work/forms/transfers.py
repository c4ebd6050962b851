"""The form that moves an item to another project."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.work.models import Project


class TransferForm(forms.Form):
    """To which of the projects it goes."""

    def __init__(self, projects: Sequence[Project], data: Any = None) -> None:
        super().__init__(data=data)
        choices = [(p.key, f"{p.name} ({p.key})") for p in projects]
        self.fields["project"] = forms.ChoiceField(
            label=gettext_lazy("To the project"), choices=choices
        )
