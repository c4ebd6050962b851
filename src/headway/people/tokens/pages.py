"""My API tokens: made, shown once, revoked."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from headway.actors.models import Actor
from headway.base import forms
from headway.base.errors import Refused
from headway.people.account.confirming import recently_confirmed
from headway.people.http import for_members
from headway.people.models import ApiToken, Scope
from headway.people.tokens import actions
from headway.ui.http import HtmxRequest

PAST_SHOWN = 10
SCOPES = [
    (Scope.READ.value, gettext_lazy("read what you see")),
    (f"{Scope.READ} {Scope.WRITE}", gettext_lazy("read and change as you")),
    (
        f"{Scope.READ} {Scope.WRITE} {Scope.ADMIN}",
        gettext_lazy("read, change and administer as you"),
    ),
]
"""What tokens may; the last is for administrators."""


class TokenForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("What uses it; the history of changes says it."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    scope = forms.ChoiceField(label=gettext_lazy("It may"))
    days = forms.TypedChoiceField(
        label=gettext_lazy("It works for"),
        coerce=int,
        initial=90,
        choices=[
            (7, gettext_lazy("7 days")),
            (30, gettext_lazy("30 days")),
            (90, gettext_lazy("90 days")),
            (365, gettext_lazy("a year")),
        ],
    )

    def __init__(self, data: Any = None, *, by: Actor) -> None:
        super().__init__(data)
        choices = SCOPES if by.is_administrator else SCOPES[:2]
        self.fields["scope"].choices = choices  # type: ignore[attr-defined]


@require_safe
@for_members
def tokens_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    mine = ApiToken.objects.visible_to(actor).order_by("-pk")
    live = list(mine.live())
    past = mine.exclude(pk__in=[token.pk for token in live])[:PAST_SHOWN]
    context = {"actor": actor, "tab": "tokens", "tokens": live, "past": past}
    return render(request, "people/account/tokens.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_members
@recently_confirmed
def new_token(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Make a token; the answer to the form is the only page that ever shows it."""
    form = TokenForm(request.POST if request.method == "POST" else None, by=actor)
    context = {"actor": actor, "tab": "tokens", "form": form}
    if form.is_valid():
        try:
            token = actions.make_token(
                by=actor,
                name=form.cleaned_data["name"],
                scopes=form.cleaned_data["scope"].split(),
                lives=timedelta(days=form.cleaned_data["days"]),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            context |= {"token": token}
            return render(request, "people/account/token.html", context)
    status = 422 if form.is_bound else 200
    return render(request, "people/account/new_token.html", context, status=status)


@require_POST
@for_members
def revoke_token(request: HtmxRequest, actor: Actor, token_id: int) -> HttpResponse:
    token = actions.revoke_token(token_id, by=actor)
    messages.success(request, _("“%s” works no more.") % token)
    return redirect("people:tokens", actor.workspace.slug)
