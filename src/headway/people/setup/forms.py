"""What the first administrator is asked."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from headway.actors.models import Workspace
from headway.base import forms
from headway.base.zones import zone_choices
from headway.people.signing_in.addresses import TAKEN, is_taken
from headway.people.signing_in.fields import (
    LONGEST_ADDRESS,
    NewPasswordField,
    check_new_password,
)


def zone_of_machine(link: Path = Path("/etc/localtime")) -> str:
    """Return the zone that the machine is set to, or UTC."""
    _folder, _between, name = str(link.resolve()).partition("/zoneinfo/")
    return name if name in dict(zone_choices()) else "UTC"


class SetupForm(forms.Form):
    """Asks for the workspace to administer, or for a new one while there is none."""

    organisation = forms.CharField(label=_("Organisation"), max_length=200)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        initial=zone_of_machine,
        help_text=_("Days begin and end by it; each person can have another."),
    )
    workspace = forms.ModelChoiceField(
        Workspace.objects.order_by("name"), label=_("Organisation"), empty_label=None
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("You sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = NewPasswordField(label=_("Password"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        is_first = not Workspace.objects.exists()
        for name in ("workspace",) if is_first else ("organisation", "zone"):
            del self.fields[name]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if is_taken(email):
            raise forms.ValidationError(TAKEN)
        return email

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        check_new_password(self, email=data.get("email", ""))
        return data
