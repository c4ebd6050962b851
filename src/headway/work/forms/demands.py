"""What is expected, as people write it."""

from datetime import date
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from headway.actors.models import Actor
from headway.base import forms
from headway.base.durations import format_minutes
from headway.people.models import Skill, SkillLevel
from headway.work.models import Demand


def day_field(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget)


class DemandForm(forms.Form):
    """``version`` is what was opened to be changed, empty for what is new."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("What"), max_length=200)
    effort_minutes = forms.AmountField(
        label=gettext_lazy("Work"), help_text=gettext_lazy("For example 6 d or 40 h.")
    )
    probability_percent = forms.IntegerField(
        label=gettext_lazy("Probability (%)"), min_value=1, max_value=100
    )
    starts_on = day_field(pgettext_lazy("a date", "From"))
    ends_on = day_field(pgettext_lazy("a date", "To"))
    skill_id = forms.TypedChoiceField(
        label=gettext_lazy("Skill"), required=False, coerce=int, empty_value=None
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("At least"), coerce=int, choices=SkillLevel
    )
    source = forms.CharField(
        label=gettext_lazy("Because of"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("The offer or the plan behind it."),
    )

    def __init__(
        self, data: Any = None, *, demand: Demand | None = None, by: Actor
    ) -> None:
        super().__init__(data, initial=_said(demand))
        skills = Skill.objects.visible_to(by).order_by("name")
        named = [("", _("anybody in the project")), *skills.values_list("pk", "name")]
        cast("forms.TypedChoiceField", self.fields["skill_id"]).choices = named

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it starts where it stands."""
        said = super().clean() or self.cleaned_data
        first, last = said.get("starts_on"), said.get("ends_on")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("ends_on", _("It ends before it starts."))
        return said

    def said(self) -> dict[str, Any]:
        """Return what valid input says, as the actions take it."""
        return {n: v for n, v in self.cleaned_data.items() if n != "version"}


def _said(demand: Demand | None) -> dict[str, Any]:
    if demand is None:
        return {"probability_percent": 50, "level": SkillLevel.ALONE}
    names = [name for name in DemandForm.base_fields if name != "effort_minutes"]
    said = {name: getattr(demand, name) for name in names}
    return said | {"effort_minutes": format_minutes(demand.effort_minutes)}
