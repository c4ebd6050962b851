"""A new project: a list that becomes a plan while it is typed."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.base.errors import Busy, Malformed, Refused
from headway.events.actions import performed
from headway.events.http import undo_address
from headway.people.http import for_members
from headway.plan.forms import BeginForm, ListForm
from headway.plan.timeline.ask import Ask
from headway.ui.http import HtmxRequest, render_region
from headway.work.capture.known import Known
from headway.work.capture.table import read_table
from headway.work.models import Project
from headway.work.views.pasting import begin_written

if TYPE_CHECKING:
    from headway.plan.starting import Start

PREVIEW, CREATE = "preview", "create"
PEOPLE = "people"


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def start(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Ask what needs doing; POST shows the plan of it, to htmx its region alone.

    With ``way=create`` it creates the project and leads to its timeline, or for
    ``?then=people`` to who works on it.
    """
    if actor.is_guest:
        raise PermissionDenied
    form = ListForm(request.POST or None)
    if request.htmx:
        found, problem = _planned(form, actor)
        context = {"actor": actor, "start": found, "problem": problem}
        return render_region(request, "plan/start/plan.html", context)
    if request.POST.get("way", PREVIEW) not in (PREVIEW, CREATE):
        raise Malformed(_("Press the button of what you want to change."))
    is_final = request.POST.get("way") == CREATE
    place = BeginForm(request.POST if is_final else None, initial=request.POST.dict())
    if is_final and form.is_valid() and place.is_valid():
        try:
            return _created(request, actor, form, place)
        except Malformed as error:
            form.add_error("text", str(error))
        except Refused as error:
            place.add_error("name", str(error))
    return _show(request, actor, form, place)


def _created(
    request: HtmxRequest, actor: Actor, form: ListForm, place: BeginForm
) -> HttpResponse:
    name = place.cleaned_data["name"]
    project, operation = performed(lambda: begin_written(form, name=name, by=actor))
    count = project.items.count()
    text = ngettext("%d item is there.", "%d items are there.", count) % count
    undo = undo_address(operation, by=actor) if operation else ""
    messages.success(request, text, extra_tags=undo)
    if request.GET.get("then") == PEOPLE:
        return redirect("plan:start_people", actor.workspace.slug, project.key)
    timeline = reverse("plan:timeline", args=[actor.workspace.slug])
    return redirect(timeline + Ask(projects=(project.key,)).query())


def _planned(form: ListForm, actor: Actor) -> tuple["Start | None", str]:
    """Plan the text; return the plan, or what is wrong with the text."""
    from headway.plan.starting import start_of  # loads the engine

    if not form.data.get("text", "").strip():
        return None, ""
    if not form.is_valid():
        return None, " ".join(map(str, form.errors.get("text", ())))
    known = Known(actor, meant=form.meant)
    try:
        return start_of(read_table(form.cleaned_data["text"], known), known), ""
    except (Busy, Malformed, Refused) as error:
        return None, str(error)


def _show(
    request: HtmxRequest, actor: Actor, form: ListForm, place: BeginForm
) -> HttpResponse:
    found, problem = _planned(form, actor) if form.is_bound else (None, "")
    context = {
        "actor": actor,
        "form": form,
        "place": place,
        "start": found,
        "problem": problem,
        "step": 1,
        "is_first": not Project.objects.visible_to(actor).exists(),
    }
    is_wrong = place.is_bound and (bool(form.errors) or bool(place.errors))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "plan/start/page.html", context, status=status)
