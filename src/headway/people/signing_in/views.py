"""Signing in and out."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST

from headway.people.mail import is_mail_on
from headway.people.signing_in.forms import SignInForm


@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class SignInView(LoginView):  # type: ignore[misc]  # allauth has no types
    """Sign in, and go on to where one was going."""

    form_class = SignInForm
    template_name = "people/sign_in.html"

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        status = 429 if form.is_held_off else 422
        context = self.get_context_data(form=form)
        response: HttpResponse = self.render_to_response(context, status=status)
        return response

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Begin again: who comes back to this page wants to."""
        clear_login(request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form alone: allauth's links lead to pages that are not there."""
        return {
            "form": kwargs.get("form") or self.get_form(),
            "is_mail_on": is_mail_on(),
        }


sign_in = SignInView.as_view()
sign_out = require_POST(LogoutView.as_view())
