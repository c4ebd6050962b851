"""The form that begins a project."""

from django import forms
from django.utils.translation import gettext_lazy


class ProjectForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        error_messages={"required": gettext_lazy("A project needs a name.")},
    )
    key = forms.CharField(
        label=gettext_lazy("Key"),
        required=False,
        max_length=10,
        help_text=gettext_lazy(
            "Such as KES in KES-12; drawn from the name if you leave it empty."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
