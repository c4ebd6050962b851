"""What people enter about baselines."""

from django.utils.translation import gettext_lazy

from headway.base import forms


class BaselineForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
