"""What allauth does for us in another way than it would by itself."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy

from headway.people.mail import post
from headway.people.mail.letters import workspaces_of
from headway.people.models import User
from headway.people.signing_in.devices import device_of, remember_device
from headway.people.signing_in.watching import (
    note_coming,
    note_failure,
    note_going,
)
from headway.people.speaking import language_of

PROOFS = {
    "reauthenticate": gettext_lazy("Use your password"),
    "mfa_reauthenticate": gettext_lazy("Use a code"),
    "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey"),
}
LETTERS = {"account/email/login_code": "login_code"}
CODE_LIVES = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
WRONG = gettext_lazy("This name and this password do not belong together.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Counts failures so that nobody can keep others out, and says no more than no."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": gettext_lazy(
            "Too many attempts with this name or from this place. Try again in "
            "15 minutes, or in a browser in which you signed in before."
        ),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count an attempt as failed; the one that succeeds is taken back.

        A browser in which someone signed in as this name before has a count of its
        own: strangers who guess, however many, use up another one.
        """
        name = credentials.get("email") or credentials["username"]
        device = device_of(request, name)
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_known" if device else "login_failed",
            key=f"{device} {name}".casefold() if device else name.casefold(),
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return the user; who may no longer sign in is as unknown as anyone."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def post_login(
        self, request: HttpRequest, user: User, **hints: Any
    ) -> HttpResponse:
        """Go on to the page; the browser is known from now on, whatever the way in."""
        response: HttpResponse = super().post_login(request, user, **hints)
        remember_device(response, user)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        note_failure(credentials.get("email") or credentials["username"])

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        note_coming(user)

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            note_going(user)

    def is_safe_url(self, url: str | None) -> bool:
        """Whether a page to go on to is one of this very host."""
        return url_has_allowed_host_and_scheme(
            url,
            allowed_hosts={self.request.get_host()},
            require_https=self.request.is_secure(),
        )

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method | {"description": PROOFS[method["id"]]} for method in methods]

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        """Queue the one letter that allauth itself writes here, a code to sign in."""
        name = LETTERS[template_prefix]
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        post(
            name,
            to=user.email if user else email,
            context={"code": context["code"]},
            workspaces=workspaces_of(user) if user else [],
            lives=CODE_LIVES,
            language=language_of(user) if user else get_language(),
        )

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows shows who is signed in."""
