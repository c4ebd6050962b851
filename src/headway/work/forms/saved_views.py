"""The form of a saved view."""

from typing import Any

from django.utils.translation import gettext_lazy

from headway.base import forms


class SavedViewForm(forms.Form):
    """All that is said of a view; ``q`` is its filter."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    q = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
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
        return {"query": said.pop("q"), **said}
