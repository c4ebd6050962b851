"""Who shall hold a grant on a project."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headway.actors.models import Actor
from headway.base import forms
from headway.people.models import Person, Team
from headway.work.models import GrantRole, Hidden


class GrantForm(forms.Form):
    """``holder`` is ``person-7`` or ``team-3``; an empty role takes the grant away."""

    holder = forms.RegexField(
        r"^(person|team)-([1-9]\d{0,17})$",
        label=_("Who"),
        error_messages={"invalid": _("Choose a person or a team.")},
    )
    role = forms.ChoiceField(
        label=_("May"),
        required=False,
        choices=[("", ""), *GrantRole.choices],
    )
    ends_on = forms.DateField(
        label=_("Until and with"),
        required=False,
        help_text=_("Empty for no end."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    hides = forms.MultipleChoiceField(
        label=_("Hide from guests"), required=False, choices=Hidden.choices
    )

    def to_grant(self, *, by: Actor) -> dict[str, Any]:
        """Return what ``give_grant`` takes; the last day ends at its midnight.

        Raises :class:`NotFound` for a person or a team that ``by`` may not see.
        """
        kind, pk = self.cleaned_data["holder"].split("-")
        last = self.cleaned_data["ends_on"]
        said: dict[str, Any] = {
            "role": self.cleaned_data["role"] or None,
            "ends_at": _midnight_after(last) if last else None,
            "hides": self.cleaned_data["hides"],
        }
        if kind == "team":
            return said | {"team_id": Team.objects.get_for_read(int(pk), by=by).pk}
        person = Person.objects.get_for_read(int(pk), by=by)
        return said | {"actor_id": person.actor_id}


def _midnight_after(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
