"""Who a placeholder is."""

from headway.base import forms


class JoinForm(forms.Form):
    person = forms.IntegerField(min_value=1)
