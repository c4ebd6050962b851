"""What is asked at the door: addresses, passwords, codes."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.people.models import User

LONGEST_ADDRESS = 150
"""A user name of Django is no longer, and an address is one."""

LONGEST_PASSWORD = 4096


class PasswordField(forms.CharField):
    """The password of somebody who has one."""

    use = "current-password"

    def __init__(self, *, max_length: int = LONGEST_PASSWORD, **options: Any) -> None:
        looks = {
            "class": "input",
            "autocomplete": self.use,
            "autofocus": options.pop("has_focus", False),
        }
        super().__init__(
            max_length=max_length,
            strip=False,
            widget=forms.PasswordInput(attrs=looks),
            **options,
        )


class NewPasswordField(PasswordField):
    """Asks once: a slip costs a link, or is seen with the browser's eye button."""

    use = "new-password"

    def __init__(self, **options: Any) -> None:
        help_text = gettext_lazy(
            "8 characters or more; a few words are better than one."
        )
        super().__init__(**{"help_text": help_text} | options)


class CodeField(forms.CharField):
    """A code that works once; ``looks`` are attributes of its field."""

    def __init__(self, *, label: Any = None, **looks: str | bool) -> None:
        looks = {**looks, "class": "input", "autocomplete": "one-time-code"}
        super().__init__(
            label=label or gettext_lazy("Code"),
            max_length=20,
            widget=forms.TextInput(attrs=looks),
        )


def check_new_password(form: forms.Form, *, email: str) -> None:
    """Say on the form if its password is too easy for who has the address."""
    if password := form.cleaned_data.get("password"):
        try:
            validate_password(password, User(username=email, email=email))
        except ValidationError as error:
            form.add_error("password", error)
