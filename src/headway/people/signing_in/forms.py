"""The sign-in form."""

from typing import Any

from allauth.account.forms import (
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
)
from allauth.core import context
from allauth.core.internal import ratelimit
from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.people.models import User
from headway.people.signing_in.devices import device_of
from headway.people.signing_in.fields import CodeField, PasswordField

LONGEST_NAME = 254
CODES_ASKED = "3/5m/key,10/d/key,20/10m/ip"
TOO_MANY_CODES = gettext_lazy("That were many codes. Try again in a few minutes.")


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Name or e-mail address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=gettext_lazy("Name or e-mail address"),
            max_length=LONGEST_NAME,
            widget=forms.TextInput(
                attrs={
                    "class": "input",
                    "autocomplete": "username",
                    "autocapitalize": "none",
                    "spellcheck": "false",
                    "autofocus": True,
                }
            ),
        )
        self.fields["password"] = PasswordField(label=gettext_lazy("Password"))

    @property
    def is_held_off(self) -> bool:
        """Whether there were too many attempts."""
        return bool(self.has_error("__all__", "too_many_login_attempts"))


class AddressForm(forms.Form):
    """Whom to send a link or a code."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=LONGEST_NAME,
        widget=forms.EmailInput(
            attrs={"class": "input", "autocomplete": "email", "autofocus": True}
        ),
    )


class PasswordForm(ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password of whoever is signed in already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = PasswordField(
            label=gettext_lazy("Your password"), has_focus=True
        )


class MailForm(AddressForm):
    """Whom to send a code: someone who signs in with that address, or nobody."""

    _user: User | None = None
    is_held_off = False

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        device = device_of(context.request, email)
        is_free = ratelimit.consume(
            context.request,
            app="headway.people",
            action="mailed_code",
            config={"mailed_code": CODES_ASKED},
            key=f"{device or ''} {email.casefold()}",
        )
        if not is_free:
            self.is_held_off = True
            raise forms.ValidationError(TOO_MANY_CODES)
        people = list(User.objects.filter(email__iexact=email, is_active=True)[:2])
        self._user = people[0] if len(people) == 1 else None
        return email


class MailedCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """The code that came by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(autocapitalize="characters", autofocus=True)
