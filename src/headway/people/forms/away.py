"""When people are not there."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from headway.base import forms
from headway.people.forms.fields import day_field
from headway.people.models import AbsenceKind


def half_day_field(whole: Any, half: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("and there"),
        initial="day",
        coerce=lambda text: text == "noon",
        choices=[("day", whole), ("noon", half)],
    )


class AbsenceForm(forms.Form):
    first_on = day_field(label=_("First day"))
    from_noon = half_day_field(_("all day"), _("from noon"))
    last_on = day_field(label=_("Last day"))
    until_noon = half_day_field(_("all day"), _("until noon"))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=AbsenceKind, initial=AbsenceKind.VACATION
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        help_text=_(
            "Kind and reason are for you, your lead and administrators; "
            "others see that you are away."
        ),
    )

    field_order = ("first_on", "from_noon", "last_on", "until_noon", "kind", "reason")

    def clean_kind(self) -> str:
        return str(self.cleaned_data["kind"] or AbsenceKind.VACATION)


class DecisionForm(forms.Form):
    """What the buttons beside a request say."""

    decision = forms.ChoiceField(
        choices=[("approve", _("Approve")), ("decline", _("Decline"))]
    )


class AbsenceRulesForm(forms.Form):
    is_approval_needed = forms.TypedChoiceField(
        label=_("Who wants to be away"),
        coerce=lambda text: text == "ask",
        choices=[
            ("say", _("says so")),
            ("ask", _("asks their lead or an administrator")),
        ],
    )
