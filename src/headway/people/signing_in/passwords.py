"""New passwords: what they must be, and the links that let one choose them.

A link carries a signed token that nobody keeps: it holds for an hour, and no longer
once the password or the address has changed, or its owner has signed in.
"""

from typing import Any

from allauth.account.forms import UserTokenForm
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from headway.base import forms
from headway.people.mail import link_to
from headway.people.models import User
from headway.people.signing_in.fields import NewPasswordField


class NewPasswordForm(forms.Form):
    """The password of ``user``, once a link or the former one said that it is them."""

    password = NewPasswordField(label=_("New password"))

    def __init__(
        self, *args: Any, user: User, temp_key: str = "", **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class TokenForm(UserTokenForm):  # type: ignore[misc]  # allauth has no types
    """Reads a link; those of people who may no longer sign in hold no more."""

    token_generator = default_token_generator

    def _get_user(self, uidb36: str) -> User | None:
        user: User | None = super()._get_user(uidb36)
        return user if user is not None and user.is_active else None


def reset_link(user: User) -> str:
    """Return a link by which whoever has it chooses a new password for ``user``."""
    token = default_token_generator.make_token(user)
    query = urlencode({"user": user_pk_to_url_str(user), "token": token})
    return link_to(f"{reverse('open_reset_link')}?{query}")
