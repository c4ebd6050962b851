"""The page behind the link of the first administrator."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from headway.base.errors import NotFound
from headway.people.setup import actions
from headway.people.setup.forms import SetupForm


@never_cache
@require_http_methods(["GET", "POST"])
def setup_page(request: HttpRequest) -> HttpResponse:
    token = request.POST.get("token") or request.GET.get("token", "")
    if not actions.is_usable(token):
        raise NotFound(
            _(
                "This link was used already, or has expired. The command "
                "“headway createadmin” prints a new one."
            )
        )
    form = SetupForm(request.POST or None)
    if form.is_valid():
        person = actions.set_up(token, **form.cleaned_data)
        login(request, person.user)
        return redirect("/")
    context = {"form": form, "token": token}
    status = 422 if form.is_bound else 200
    return render(request, "people/setup.html", context, status=status)
