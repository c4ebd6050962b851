"""What people can do."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from headway.base import forms
from headway.people.forms.fields import day_field
from headway.people.models import SkillLevel, SkillSource
from headway.people.models.skills import FASTEST, SLOWEST


class SkillForm(forms.Form):
    """``is_self`` where people say it of themselves: then there is one source."""

    skill = forms.CharField(
        label=_("Skill"),
        max_length=100,
        widget=forms.TextInput(attrs={"list": "skills", "autocomplete": "off"}),
    )
    category = forms.CharField(
        label=_("Category"),
        required=False,
        max_length=100,
        help_text=_("Of a skill that is new."),
    )
    level = forms.TypedChoiceField(
        label=_("Level"),
        coerce=int,
        initial=SkillLevel.ALONE,
        choices=[(n.value, f"{n.value}: {n.label}") for n in SkillLevel],
    )
    speed_percent = forms.IntegerField(
        label=_("Speed in %"),
        required=False,
        min_value=SLOWEST,
        max_value=FASTEST,
        help_text=_("100 is as usual, 125 a quarter faster. Empty: as it was."),
    )
    source = forms.ChoiceField(
        label=_("How it is known"),
        choices=[s for s in SkillSource.choices if s[0] != SkillSource.SELF],
    )
    valid_from = day_field(label=_("From"), required=False)
    note = forms.CharField(
        label=_("Evidence"),
        required=False,
        max_length=200,
        help_text=_("A certificate or a piece of work, say."),
    )

    def __init__(self, data: Any = None, *, is_self: bool, on: date) -> None:
        super().__init__(data, initial={"valid_from": on})
        if is_self:
            del self.fields["source"]
