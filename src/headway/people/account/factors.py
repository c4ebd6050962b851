"""Second factors of mine: an app, passkeys, recovery codes."""

import base64

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.people.account import actions
from headway.people.account.confirming import recently_confirmed
from headway.people.account.forms import NewAppForm
from headway.people.http import for_members, user_of
from headway.people.signing_in.second_factors import NewPasskeyForm, SecondFactors
from headway.ui.http import HtmxRequest

PAGE_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@PAGE_METHODS
@for_members
@recently_confirmed
def app_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Set an app up: its code proves that it has the secret."""
    user = user_of(request)
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        return redirect("people:sign_in_ways", actor.workspace.slug)
    data = request.POST if request.method == "POST" else None
    form = NewAppForm(data, user=user)
    if form.is_valid():
        codes = actions.add_app(request, form, by=user)
        return _added(request, actor, codes, _("The app is set up."))
    kept = SecondFactors()
    drawing = kept.build_totp_svg(kept.build_totp_url(user, form.secret))
    context = {
        "actor": actor,
        "tab": "sign_in",
        "form": form,
        "secret": " ".join(form.secret[n : n + 4] for n in range(0, 32, 4)),
        "drawing": base64.b64encode(drawing.encode()).decode(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "people/account/app.html", context, status=status)


@never_cache
@PAGE_METHODS
@for_members
@recently_confirmed
def passkey_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Add a passkey: the browser makes it, the form brings it."""
    user = user_of(request)
    data = request.POST if request.method == "POST" else None
    form = NewPasskeyForm(data, user=user)
    if form.is_valid():
        codes = actions.add_passkey(
            request,
            name=form.cleaned_data["name"],
            credential=form.cleaned_data["credential"],
            by=user,
        )
        return _added(request, actor, codes, _("The passkey is added."))
    context = {
        "actor": actor,
        "tab": "sign_in",
        "form": form,
        "options": auth.begin_registration(user, passwordless=True),
    }
    status = 422 if form.is_bound else 200
    return render(request, "people/account/passkey.html", context, status=status)


@require_POST
@for_members
@recently_confirmed
def remove_factor(request: HtmxRequest, actor: Actor, factor_id: int) -> HttpResponse:
    """Remove the app or a passkey; with the last of them go the recovery codes."""
    user = user_of(request)
    factor = Authenticator.objects.filter(user=user, pk=factor_id).first()
    if factor is None or factor.type == Authenticator.Type.RECOVERY_CODES:
        raise NotFound
    actions.remove_factor(request, factor, by=user)
    messages.success(request, _("%s is removed.") % factor_name(factor))
    return redirect("people:sign_in_ways", actor.workspace.slug)


@never_cache
@require_POST
@for_members
@recently_confirmed
def draw_codes(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Draw new recovery codes and show them, this once; the old ones work no more."""
    user = user_of(request)
    if not SecondFactors().is_mfa_enabled(user):
        raise NotFound
    return _show_codes(request, actor, actions.draw_codes(request, by=user))


def factor_name(factor: Authenticator) -> str:
    if factor.type == Authenticator.Type.TOTP:
        return _("The app")
    return str(factor.wrap().name)


def _added(
    request: HtmxRequest, actor: Actor, codes: list[str], said: str
) -> HttpResponse:
    """Show the recovery codes that came with the first factor, else go back."""
    messages.success(request, said)
    if codes:
        return _show_codes(request, actor, codes)
    return redirect("people:sign_in_ways", actor.workspace.slug)


def _show_codes(request: HtmxRequest, actor: Actor, codes: list[str]) -> HttpResponse:
    context = {"actor": actor, "tab": "sign_in", "codes": codes}
    return render(request, "people/account/codes.html", context)
