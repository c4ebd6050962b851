"""What comes after the password, or in its place: passkeys, and codes of two kinds."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.base.errors import NotFound
from headway.people.mail import is_mail_on
from headway.people.signing_in.forms import MailedCodeForm, MailForm, SignInForm
from headway.people.signing_in.second_factors import (
    CodeForm,
    PasskeyForm,
    SignInPasskeyForm,
)

PAGE_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@method_decorator(PAGE_METHODS, name="dispatch")
class SecondFactorView(AuthenticateView):  # type: ignore[misc]  # allauth has no types
    """After the password: a code, or a passkey."""

    form_class = CodeForm
    webauthn_form_class = PasskeyForm
    template_name = "people/second_factor.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        held_off = getattr(form, "is_held_off", False)
        answer: HttpResponse = self.render_to_response(
            self.get_context_data(), status=429 if held_off else 422
        )
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.stage.login.user
        kinds = set(
            Authenticator.objects.filter(user=user).values_list("type", flat=True)
        )
        has_passkey = Authenticator.Type.WEBAUTHN in kinds
        return {
            "form": self.auth_form,
            "passkey_form": self.webauthn_form,
            "has_app": Authenticator.Type.TOTP in kinds,
            "has_passkey": has_passkey,
            "options": auth.begin_authentication(user) if has_passkey else None,
        }


@method_decorator(PAGE_METHODS, name="dispatch")
class PasskeyView(LoginWebAuthnView):  # type: ignore[misc]
    """Sign in by a passkey alone; GET answers with what the browser is to sign."""

    form_class = SignInPasskeyForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return JsonResponse(auth.begin_authentication(user=None))

    def form_valid(self, form: SignInPasskeyForm) -> HttpResponse:
        factor = form.cleaned_data["credential"]
        onward = get_next_redirect_url(self.request)
        login = Login(user=factor.user, redirect_url=onward)
        answer: HttpResponse = perform_passwordless_login(self.request, factor, login)
        return answer

    def form_invalid(self, form: SignInPasskeyForm) -> HttpResponse:
        context = {
            "form": SignInForm(request=self.request),
            "passkey_errors": form.errors.get("credential"),
        }
        return render(self.request, "people/sign_in.html", context, status=422)


@method_decorator(PAGE_METHODS, name="dispatch")
class AskCodeView(RequestLoginCodeView):  # type: ignore[misc]
    """Ask for a code by mail; the answer is the same whoever has the address."""

    form_class = MailForm
    template_name = "people/ask_code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_mail_on():
            raise NotFound
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Begin again: who comes back here wants to."""
        clear_login(request)

    def form_invalid(self, form: MailForm) -> HttpResponse:
        status = 429 if form.is_held_off else 422
        context = self.get_context_data(form=form)
        answer: HttpResponse = self.render_to_response(context, status=status)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"form": kwargs.get("form") or self.get_form()}


@method_decorator(PAGE_METHODS, name="dispatch")
class MailedCodeView(ConfirmLoginCodeView):  # type: ignore[misc]
    """Type the code that came by mail; five tries."""

    form_class = MailedCodeForm
    template_name = "people/mailed_code.html"

    def form_invalid(self, form: MailedCodeForm) -> HttpResponse:
        if not self._process.record_invalid_attempt():
            url = reverse("account_request_login_code")
            return redirect(passthrough_next_redirect_url(self.request, url, "next"))
        form.errors["code"] = [_("This code is wrong.")]
        context = self.get_context_data(form=form)
        answer: HttpResponse = self.render_to_response(context, status=422)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "form": kwargs.get("form") or self.get_form(),
            "email": self._process.state.get("email"),
        }


second_factor = SecondFactorView.as_view()
passkey = PasskeyView.as_view()
ask_code = AskCodeView.as_view()
mailed_code = MailedCodeView.as_view()
