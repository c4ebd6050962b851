"""What is asked in one's own settings."""

from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _

from headway.base import forms
from headway.people.models import User
from headway.people.signing_in.addresses import TAKEN, is_taken
from headway.people.signing_in.fields import LONGEST_ADDRESS, CodeField
from headway.people.signing_in.second_factors import use_up


class NewAppForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of an app; it is used up, as any other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(
            label=_("Code that the app shows"), inputmode="numeric"
        )

    def clean_code(self) -> str:
        code: str = super().clean_code()
        use_up(self.user.pk, code)
        return code


class AddressForm(forms.Form):
    """Another address to sign in and be written to."""

    email = forms.EmailField(
        label=_("New address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if is_taken(email, by=self.user):
            raise forms.ValidationError(TAKEN)
        return email
