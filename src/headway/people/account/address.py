"""Another e-mail address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.people.account.confirming import recently_confirmed
from headway.people.account.forms import AddressForm
from headway.people.http import for_members, user_of
from headway.people.limits import check_rate
from headway.people.signing_in.addresses import (
    ask_for_address,
    read_link,
    take_address,
)
from headway.ui.http import HtmxRequest

ASKED = "5/h/user"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_members
@recently_confirmed
def change_address(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Ask for the new address; where mail is on, a link to it decides."""
    user = user_of(request)
    form = AddressForm(request.POST if request.method == "POST" else None, user=user)
    if not form.is_valid():
        context = {"actor": actor, "tab": "you", "form": form, "user": user}
        status = 422 if form.is_bound else 200
        return render(request, "people/account/address.html", context, status=status)
    check_rate(request, "address", ASKED)
    email = form.cleaned_data["email"]
    if ask_for_address(email, by=user):
        said = _("A link goes to %s; the address changes once you open it.")
    else:
        said = _("Your address is %s now.")
    messages.success(request, said % email)
    return redirect("people:me", actor.workspace.slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request: HttpRequest) -> HttpResponse:
    """The page behind the link; opening it changes nothing, its button does."""
    key = request.POST.get("link") or request.GET.get("link", "")
    user, email = read_link(key)
    if request.method == "POST":
        take_address(key)
        messages.success(request, _("Your address is %s now.") % email)
        return redirect("home")
    context = {"name": user.get_username(), "email": email, "link": key}
    return render(request, "people/new_address.html", context)
