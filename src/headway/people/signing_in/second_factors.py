"""Codes of an app, recovery codes, and passkeys: how they are kept and counted."""

from typing import Any

from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from cryptography.fernet import InvalidToken
from django.core.cache import cache
from django.utils.translation import gettext, gettext_lazy

from headway.base import forms
from headway.people.mail.sealing import seal, unseal
from headway.people.models import User
from headway.people.signing_in.devices import device_of
from headway.people.signing_in.fields import CodeField

TRIES = "5/15m/key,30/m/ip"
USED_SECONDS = 120
"""Longer than the 90 seconds for which a code of an app could be read again."""

TOO_MANY = gettext_lazy(
    "Too many codes were wrong. Try again in 15 minutes, or in a browser in which you "
    "signed in before."
)
PASSKEY_FAILED = gettext_lazy("This passkey was not accepted. Try again.")


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps secrets sealed, and calls things as they are called here."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is wrong, or was used already."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Headway"}

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        return gettext("Passkey")


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code; each works once.

    Five may be wrong: counted for each browser in which its owner has signed in
    before, and together for all others.  So whoever guesses cannot keep them out.
    """

    is_held_off = False
    is_confirming = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(autocapitalize="none", autofocus=True)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        device = device_of(context.request, self.user.get_username())
        usage = ratelimit.consume(
            context.request,
            app="headway.people",
            action="second_factor",
            config={"second_factor": TRIES},
            key=f"{device or ''} {self.user.pk}",
        )
        if not usage:
            self.is_held_off = True
            raise forms.ValidationError(TOO_MANY)
        for factor in Authenticator.objects.filter(user=self.user):
            if is_code_of(factor, code):
                self.authenticator = factor
                usage.rollback()
                return code
        raise SecondFactors().validation_error("incorrect_code")

    def save(self) -> None:
        post_authentication(
            context.request, self.authenticator, reauthenticated=self.is_confirming
        )


class ConfirmingCodeForm(CodeForm):
    is_confirming = True


def is_code_of(factor: Authenticator, code: str) -> bool:
    """Whether the code is the factor's; if so, it is used up.

    None is where the secret was sealed with a key that is gone.
    """
    if factor.type == Authenticator.Type.WEBAUTHN:
        return False
    try:
        is_right = factor.wrap().validate_code(code)
    except InvalidToken:
        return False
    if not is_right:
        return False
    return factor.type != Authenticator.Type.TOTP or use_up(factor.user_id, code)


def codes_left(factor: Authenticator) -> list[str]:
    """Return recovery codes that still work: none if the key to them is gone."""
    try:
        codes: list[str] = factor.wrap().get_unused_codes()
    except InvalidToken:
        return []
    return codes


def use_up(user_id: int, code: str) -> bool:
    """Mark a code of an app as used; returns False where it was already.

    allauth forgets it after one period, though a code is read for three.
    """
    digits = "".join(filter(str.isalnum, code))
    return cache.add(f"headway.totp.{user_id}.{digits}", 1, USED_SECONDS)


class PasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey in place of a code; nobody guesses those, so nothing is counted."""

    credential = forms.JSONField(widget=forms.HiddenInput)

    def clean_credential(self) -> Authenticator:
        return check_passkey(self.user, self.cleaned_data["credential"])


class SignInPasskeyForm(PasskeyForm):
    """A passkey in place of name and password: it says whose it is."""

    passwordless = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=None, **kwargs)


class ConfirmingPasskeyForm(PasskeyForm):
    reauthenticated = True


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, with a name; its device must have asked who uses it."""

    credential = forms.JSONField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("To tell it from others, such as: phone."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        try:
            data: dict[str, Any] = super().clean()
        except MALFORMED as error:
            raise forms.ValidationError(PASSKEY_FAILED) from error
        return data


MALFORMED = (AttributeError, KeyError, IndexError, TypeError, ValueError)
"""What the readers of a credential raise when it is none."""


def check_passkey(user: User | None, credential: Any) -> Authenticator:
    """Return the passkey that signed; ``user`` None means whose it says it is."""
    try:
        auth.parse_authentication_response(credential)
        owner = user or auth.extract_user_from_response(credential)
        return auth.complete_authentication(owner, credential)
    except (*MALFORMED, forms.ValidationError) as error:
        raise forms.ValidationError(PASSKEY_FAILED) from error
