"""The sign-in form."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy

LONGEST_NAME = 254
LONGEST_PASSWORD = 4096


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
        self.fields["password"] = forms.CharField(
            label=gettext_lazy("Password"),
            max_length=LONGEST_PASSWORD,
            strip=False,
            widget=forms.PasswordInput(
                attrs={"class": "input", "autocomplete": "current-password"}
            ),
        )

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
        self.fields["password"] = forms.CharField(
            label=gettext_lazy("Your password"),
            max_length=LONGEST_PASSWORD,
            strip=False,
            widget=forms.PasswordInput(
                attrs={
                    "class": "input",
                    "autocomplete": "current-password",
                    "autofocus": True,
                }
            ),
        )
