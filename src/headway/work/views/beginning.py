"""The page on which a project begins."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.filters.addresses import of_project
from headway.work.forms.pasting import PasteForm
from headway.work.forms.projects import ProjectForm
from headway.work.views.pasting import begin_with_lines

FIRST_ITEM = "add-title"
"""Id of the field in which the list takes a new item."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def new_project(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Ask for a name; POST creates the project and leads to its list.

    With lines in it the items are shown first: see ``pasting.py``.
    """
    if actor.is_guest:
        raise PermissionDenied
    form = ProjectForm(request.POST or None)
    if request.POST.get("text", "").strip():
        return begin_with_lines(request, actor, form)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            return _created(request, actor, **form.cleaned_data)
        except Refused as error:
            form.add_error("key", str(error))
            status = error.status
    context = {"actor": actor, "form": form, "paste": PasteForm()}
    return render(request, "work/new_project.html", context, status=status)


def _created(request: HtmxRequest, actor: Actor, name: str, key: str) -> HttpResponse:
    project = actions.create_project(
        by=actor, name=name, key=actions.key_for(name, wanted=key, by=actor)
    )
    text = _("%s is there. Write down what needs doing, a line each.")
    messages.success(request, text % project.name)
    address = reverse("work:list", args=[actor.workspace.slug])
    return redirect(f"{address}{of_project(project.key)}#{FIRST_ITEM}")
