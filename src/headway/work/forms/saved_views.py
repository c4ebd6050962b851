"""The form of a saved view."""

from typing import Any

from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.work.models import ViewPage, Zoom


class SavedViewForm(forms.Form):
    """All that is said of a view; ``q`` is its filter, as addresses say it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    q = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
    columns = forms.CharField(widget=forms.HiddenInput, required=False, max_length=700)
    group = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    page = forms.ChoiceField(choices=ViewPage.choices, required=False)
    zoom = forms.ChoiceField(choices=Zoom.choices, required=False)
    has_chains = forms.BooleanField(required=False)
    is_shared = forms.BooleanField(
        label=gettext_lazy("Everybody in the workspace sees it"), required=False
    )
    is_pinned = forms.BooleanField(
        label=gettext_lazy("Pinned below “All work”"), required=False
    )

    @property
    def said(self) -> dict[str, Any]:
        """What valid input says, as the actions take it."""
        said = dict(self.cleaned_data)
        columns = said.pop("columns").split(",")
        return {
            "query": said.pop("q"),
            "grouping": said.pop("group"),
            "columns": [name for name in columns if name],
            "page": said.pop("page") or ViewPage.LIST,
            "zoom": said.pop("zoom") or Zoom.WEEK,
            **said,
        }
