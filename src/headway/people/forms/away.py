"""When people are not there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from headway.people.forms.fields import day_field


class AbsenceForm(forms.Form):
    first_on = day_field(label=_("First day"))
    last_on = day_field(label=_("Last day"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        help_text=_("For you and administrators; others see that you are away."),
    )
