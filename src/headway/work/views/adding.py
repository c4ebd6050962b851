"""New items: quickly below a list, on a page of their own, and what is understood."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)
from django_htmx.http import reswap, retarget

from headway.actors.models import Actor
from headway.events.actions import performed
from headway.events.http import undo_address
from headway.people.http import for_members
from headway.ui.http import HtmxRequest, render_region
from headway.work.capture.adding import create_understood
from headway.work.capture.known import Known
from headway.work.capture.marks import MARKS
from headway.work.capture.own_fields import mark_of
from headway.work.capture.words import LONGEST
from headway.work.forms import AddForm
from headway.work.http import answer_change
from headway.work.listing import Listing
from headway.work.models import Item, Project
from headway.work.views.listing import show_list, show_rows


@require_POST
@for_members
def add(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Create an item of a project from one line; ``instead`` is another reading."""
    form = _form(request, actor)
    is_chosen = "instead" in request.POST
    if not form.is_valid() or is_chosen:
        status = HTTPStatus.OK if is_chosen else HTTPStatus.UNPROCESSABLE_ENTITY
        return _show_again(request, actor, form, status)
    item, operation = performed(lambda: _create(form, actor))
    return answer_change(
        request,
        lambda: show_rows(request, actor),
        by=actor,
        text=_said(item, form),
        operation=operation,
        back=reverse("work:list", args=[actor.workspace.slug])
        + Listing.asked(request.GET, by=actor).address,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def new_item(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Ask for a line; POST creates the item and leads to it."""
    status = HTTPStatus.OK
    if request.method == "POST":
        form = _form(request, actor)
        is_chosen = "instead" in request.POST
        if form.is_valid() and not is_chosen:
            item, operation = performed(lambda: _create(form, actor))
            undo = undo_address(operation, by=actor) if operation else ""
            messages.success(request, _said(item, form), extra_tags=undo)
            return redirect("work:item", actor.workspace.slug, item.key)
        status = HTTPStatus.OK if is_chosen else HTTPStatus.UNPROCESSABLE_ENTITY
    else:
        form = _opened(request, actor)
    form.fields["title"].widget.attrs["autofocus"] = True
    own = map(mark_of, Known(actor).fields.values())
    context = {"actor": actor, "form": form, "marks": [*MARKS, *own]}
    return render(request, "work/adding/new_item.html", context, status=status)


@require_GET
@for_members
def echo(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Say how the line ``title`` is understood, for the ``project`` or ``parent``."""
    projects = _projects(actor)
    parent = None
    if key := request.GET.get("parent"):
        parent = Item.objects.get_by_key(key, by=actor)
        projects = [parent.project]
    data = request.GET.copy()
    if parent is not None:
        data["project"] = parent.project.key
    form = AddForm(data, by=actor, projects=projects, parent=parent)
    form.is_valid()
    context = {"actor": actor, "form": form}
    return render_region(request, "work/adding/understood.html", context)


def _projects(actor: Actor) -> list[Project]:
    return list(Project.objects.contributable_by(actor).order_by("key"))


def _form(request: HtmxRequest, actor: Actor) -> AddForm:
    data = request.POST.copy()
    if "instead" in data:
        data["title"] = str(data["instead"])
    return AddForm(data, by=actor, projects=_projects(actor))


def _opened(request: HtmxRequest, actor: Actor) -> AddForm:
    """The form as an address opens it: with a ``title`` that is understood already."""
    projects = _projects(actor)
    title = request.GET.get("title", "")[:LONGEST]
    key = request.GET.get("project") or (projects[0].key if projects else "")
    if not title:
        return AddForm(by=actor, projects=projects, initial={"project": key})
    form = AddForm({"title": title, "project": key}, by=actor, projects=projects)
    form.is_valid()
    return form


def _create(form: AddForm, actor: Actor) -> Item:
    assert form.understood is not None  # noqa: S101 - for type checkers
    project = form.understood.project
    if project is None:  # one that they may not see, or not change
        key = form.cleaned_data["project"]
        project = Project.objects.get_by_key(key, by=actor)
    return create_understood(form.understood, project.pk, by=actor)


def _said(item: Item, form: AddForm) -> str:
    """Say what was created, and what of the line was understood."""
    said = form.understood.said if form.understood else ""
    if not said:
        return _("%s is there.") % item.key
    return _("%(item)s is there: %(said)s.") % {"item": item.key, "said": said}


def _show_again(
    request: HtmxRequest, actor: Actor, form: AddForm, status: HTTPStatus
) -> HttpResponse:
    if not request.htmx:
        return show_list(request, actor, form=form, status=status)
    form.fields["title"].widget.attrs["autofocus"] = True
    listing = Listing.asked(request.GET, by=actor)
    context = {"actor": actor, "form": form, "listing": listing}
    response = render(request, "work/adding/quick_add.html", context, status=status)
    return reswap(retarget(response, "#quick-add"), "outerHTML")
