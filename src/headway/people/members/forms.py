"""What administrators say of members, and newcomers of themselves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from headway.actors.models import Actor, Role, WeekStart
from headway.base import forms
from headway.base.languages import language_choices
from headway.base.zones import zone_choices
from headway.people.forms.ways import percent_interrupted
from headway.people.members.actions import ROLES
from headway.people.signing_in.fields import (
    LONGEST_ADDRESS,
    NewPasswordField,
    check_new_password,
)


def roles_given_by(actor: Actor) -> list[tuple[str, Any]]:
    """Return what the actor may make of others, each with its name."""
    owners = {Role.OWNER, Role.SYSTEM}
    mine = [role for role in ROLES if role != Role.OWNER or actor.role in owners]
    return [(role.value, role.label) for role in mine]


class SomebodyForm(forms.Form):
    """Somebody new; with an address they are invited at it."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=LONGEST_ADDRESS,
        help_text=_("Only an account of this address can take the invitation."),
    )


class MemberForm(SomebodyForm):
    """Somebody new, and as what they come."""

    role = forms.ChoiceField(label=_("Role"), initial=Role.MEMBER)
    is_invited = forms.BooleanField(
        label=_("Make a link by which they can sign in"), required=False, initial=True
    )

    def __init__(self, data: Any = None, *, by: Actor) -> None:
        super().__init__(data)
        self.fields["role"].choices = roles_given_by(by)  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=[(role.value, role.label) for role in ROLES])


class InviteForm(forms.Form):
    email = forms.EmailField(required=False, max_length=LONGEST_ADDRESS)


class WorkspaceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("For everybody who has none of their own."),
    )


class WorkspaceSettingsForm(WorkspaceForm):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=language_choices,
        help_text=_("Of mail, and of all whose browser asks for no language we speak."),
    )
    week_start = forms.TypedChoiceField(
        label=_("Weeks begin on"), choices=WeekStart.choices, coerce=int
    )
    interrupted_percent = percent_interrupted(
        _("Interruptions usually take (%)"),
        _(
            "Of the working time of all who say nothing of it and have not finished "
            "enough work to show it."
        ),
    )
    interrupted_most_percent = percent_interrupted(_("In one of ten months (%)"))


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name of the team"), max_length=200)


class TeamMemberForm(forms.Form):
    person = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class NewcomerForm(forms.Form):
    """The account of somebody who was invited and has none."""

    email = forms.EmailField(label=_("E-mail address"), max_length=LONGEST_ADDRESS)
    password = NewPasswordField(label=_("Password"))

    def __init__(self, data: Any = None, *, email: str = "") -> None:
        super().__init__(data)
        if email:
            del self.fields["email"]
        self._email = email

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data.setdefault("email", self._email)
        check_new_password(self, email=data["email"])
        return data
