"""Everyone of a workspace."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.people import actions
from headway.people.forms import PersonForm
from headway.people.http import for_members
from headway.people.reading import people_rows
from headway.people.views.frame import page_of, people_tabs
from headway.ui.http import HtmxRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def people_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Everyone, and their hours; POST adds somebody."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.add_person(by=actor, name=form.cleaned_data["name"])
        messages.success(request, _("%s is one of you now.") % person)
        return redirect(page_of(person, actor))
    context = {
        "actor": actor,
        "rows": people_rows(actor),
        "form": form,
        "today": timezone.localdate(),
        "tabs": people_tabs(request, actor),
    }
    status = 422 if form.is_bound else 200
    return render(request, "people/people.html", context, status=status)
