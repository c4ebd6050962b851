"""The ways in which I sign in."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_change import finalize_password_change
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from headway.actors.models import Actor
from headway.base import forms
from headway.people.account.actions import end_sessions
from headway.people.http import for_members, user_of
from headway.people.signing_in.actions import set_password
from headway.people.signing_in.fields import PasswordField
from headway.people.signing_in.passwords import NewPasswordForm
from headway.people.signing_in.second_factors import codes_left
from headway.ui.http import HtmxRequest


class ChangePasswordForm(NewPasswordForm):
    """The former password counts as an attempt to sign in, wrong ones too."""

    current = PasswordField(label=gettext_lazy("Password until now"))
    field_order = ("current", "password")

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if not get_adapter().reauthenticate(self.user, current):
            raise forms.ValidationError(_("This is not your password."))
        return current


@require_safe
@for_members
def ways_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    return show_ways(request, actor)


@require_POST
@for_members
def change_password(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Change the password; every other browser is signed out."""
    user = user_of(request)
    form = ChangePasswordForm(request.POST, user=user)
    if not form.is_valid():
        return show_ways(request, actor, password=form)
    set_password(form.cleaned_data["password"], by=user)
    finalize_password_change(request, user)
    others = UserSession.objects.filter(user=user)
    end_sessions(others.exclude(session_key=request.session.session_key), by=user)
    messages.success(
        request, _("Your password is changed; other browsers are signed out.")
    )
    return redirect("people:sign_in_ways", actor.workspace.slug)


def show_ways(request: HtmxRequest, actor: Actor, **bound: forms.Form) -> HttpResponse:
    user = user_of(request)
    factors = list(Authenticator.objects.filter(user=user).order_by("pk"))
    kinds = Authenticator.Type
    context: dict[str, Any] = {
        "actor": actor,
        "tab": "sign_in",
        "user": user,
        "password": ChangePasswordForm(user=user),
        "app": next((one for one in factors if one.type == kinds.TOTP), None),
        "passkeys": [one for one in factors if one.type == kinds.WEBAUTHN],
        "codes_left": sum(
            len(codes_left(one)) for one in factors if one.type == kinds.RECOVERY_CODES
        ),
        "has_factors": bool(factors),
    }
    status = 422 if bound else 200
    return render(request, "people/account/ways.html", context | bound, status=status)
