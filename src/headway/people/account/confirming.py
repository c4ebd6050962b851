"""Prove once more that it is you, before what matters most is changed."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as MfaReauthenticateView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.people.signing_in.forms import PasswordForm
from headway.people.signing_in.second_factors import (
    ConfirmingCodeForm,
    ConfirmingPasskeyForm,
)
from headway.ui.http import HtmxRequest

P = ParamSpec("P")


def recently_confirmed(
    view: Callable[Concatenate[HtmxRequest, Actor, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let in only who proved it in the last minutes; others do so, and come back.

    A request that would change something comes back as the page it was sent from: it
    is not kept, as it may hold a password.
    """

    @wraps(view)
    def confirmed(
        request: HtmxRequest, actor: Actor, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if did_recently_reauthenticate(request):
            return view(request, actor, *args, **kwargs)
        back = request.path
        if request.method == "POST":
            back = reverse("people:sign_in_ways", args=[actor.workspace.slug])
        query = urlencode({"next": back})
        return redirect(f"{reverse('account_reauthenticate')}?{query}")

    return confirmed


class ConfirmingPage:
    """What the pages share by which one proves it; for views of allauth."""

    template_name = "people/confirm.html"
    request: HttpRequest

    def form_invalid(self, form: Any) -> HttpResponse:
        context = self.get_context_data(form=form)  # type: ignore[attr-defined]
        answer: HttpResponse = self.render_to_response(  # type: ignore[attr-defined]
            context, status=422
        )
        return answer


@method_decorator(never_cache, name="dispatch")
@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class ConfirmByPasswordView(ConfirmingPage, ReauthenticateView):  # type: ignore[misc]
    form_class = PasswordForm


@method_decorator(never_cache, name="dispatch")
@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class ConfirmByCodeView(ConfirmingPage, MfaReauthenticateView):  # type: ignore[misc]
    form_class = ConfirmingCodeForm


@method_decorator(never_cache, name="dispatch")
@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class ConfirmByPasskeyView(ConfirmingPage, ReauthenticateWebAuthnView):  # type: ignore[misc]
    form_class = ConfirmingPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = context["js_data"]["request_options"]
        return context | {"options": options, "errors": kwargs.get("form")}


confirm_by_code = ConfirmByCodeView.as_view()
confirm_by_passkey = ConfirmByPasskeyView.as_view()
confirm_by_password = ConfirmByPasswordView.as_view()
