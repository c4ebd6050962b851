"""The page on which sample data is removed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def sample_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Say what sample data there is, and what its removal takes; POST removes it."""
    if actor.is_guest:
        raise NotFound
    if not actor.is_administrator:
        raise PermissionDenied
    if request.method == "POST":
        actions.remove_sample(by=actor)
        messages.success(request, _("The sample data is gone. The workspace is yours."))
        return redirect("work:today", actor.workspace.slug)
    if not actor.workspace.is_demo:
        raise NotFound
    context = {"actor": actor, "sample": actions.count_sample(actor)}
    return render(request, "work/sample.html", context)
