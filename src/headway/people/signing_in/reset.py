"""Pages of those who cannot sign in: ask for a link, and follow it."""

from typing import Any

from allauth.account.internal.flows.password_reset import finalize_password_reset
from allauth.account.views import INTERNAL_RESET_SESSION_KEY, PasswordResetFromKeyView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from headway.base.errors import NotFound
from headway.people.limits import check_rate
from headway.people.mail import is_mail_on
from headway.people.signing_in import actions
from headway.people.signing_in.forms import AddressForm
from headway.people.signing_in.passwords import NewPasswordForm

ASKED = "10/10m/ip,100/d/ip,5/d/key"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link; the answer is the same whoever has the address, or nobody."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if is_mail_on() and form.is_valid():
        address = form.cleaned_data["email"]
        check_rate(request, "reset", ASKED, key=address.casefold())
        actions.ask_for_reset(address)
        return redirect(f"{request.path}?sent")
    context = {
        "form": form,
        "is_mail_on": is_mail_on(),
        "is_sent": "sent" in request.GET,
    }
    status = 422 if form.is_bound else 200
    return render(request, "people/forgotten.html", context, status=status)


@never_cache
@require_safe
def open_link(request: HttpRequest) -> HttpResponse:
    """Keep the link's token in the session, where no log and no other site sees it."""
    request.session[INTERNAL_RESET_SESSION_KEY] = request.GET.get("token", "")
    user = request.GET.get("user", "")
    if not (user.isascii() and user.isalnum()):
        raise NotFound
    return redirect("new_password", user)


@method_decorator(never_cache, name="dispatch")
@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class NewPasswordView(PasswordResetFromKeyView):  # type: ignore[misc]
    """Choose a new password and be signed in, by a second factor where there is one."""

    form_class = NewPasswordForm
    template_name = "people/new_password.html"

    def dispatch(self, request: HttpRequest, uidb36: str) -> HttpResponse:
        answer: HttpResponse = super().dispatch(request, uidb36, self.reset_url_key)
        return answer

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        actions.set_password(form.cleaned_data["password"], by=self.reset_user)
        response: HttpResponse = finalize_password_reset(self.request, self.reset_user)
        return response

    def form_invalid(self, form: NewPasswordForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if kwargs.get("token_fail"):
            return {}
        return {"form": kwargs.get("form") or self.get_form()}

    def render_to_response(
        self, context: dict[str, Any], **options: Any
    ) -> HttpResponse:
        options.setdefault("status", 200 if context else 404)
        response: HttpResponse = super().render_to_response(context, **options)
        return response


new_password = NewPasswordView.as_view()
