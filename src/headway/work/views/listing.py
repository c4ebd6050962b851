"""The list of all work, and a row of it alone."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from headway.actors.models import Actor
from headway.base.days import asked_day
from headway.people.http import for_members
from headway.ui.http import HtmxRequest, render_region
from headway.work.columns_filled import with_more
from headway.work.detail import find_row
from headway.work.forms import AddForm
from headway.work.forms.bulk import BulkForm
from headway.work.listing import Listing
from headway.work.looks import Look, is_chosen
from headway.work.models import Project
from headway.work.models.items import KEY
from headway.work.offered import CONTRIBUTED
from headway.work.reading import axis_of
from headway.work.views.filters import with_status
from headway.work.views.framed import answer_page, readable_address


@require_GET
@for_members
def work_list(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show the list; to htmx its rows alone.

    What controls say becomes part of the filter, and of the address, and the columns
    that a form says one by one become one word of it.  ``toggle`` folds or unfolds one
    row; without scripts that is an address of its own.
    """
    if led := readable_address(request, Listing, actor):
        return led
    if is_chosen(request.GET):
        return redirect(request.path + Listing.asked(request.GET, by=actor).address)
    if request.htmx:
        return show_rows(request, actor)
    if name := request.GET.get("toggle"):
        address = Listing.asked(request.GET, by=actor).address
        kind = "row" if KEY.fullmatch(name) else "group"
        return redirect(f"{request.path}{address}#{quote(f'{kind}-{name}')}")
    return show_list(request, actor)


@require_GET
@for_members
def row(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Answer one row as it stands in a list.

    The axis of the list ends ``until`` that day; the row is ``folded`` there, or not,
    the list is ``flat``, and has these ``columns``.
    """
    return show_row(request, actor, key)


def show_row(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    found = replace(find_row(key, by=actor), is_flat="flat" in request.GET)
    until = asked_day(request.GET.get("until", ""))
    columns = Look.read(request.GET, Look()).columns
    context = {
        "actor": actor,
        "shown": with_more([found], columns, by=actor),
        "axis": axis_of([found], last=until),
        "columns": columns,
        "folded": {found.key} if "folded" in request.GET else (),
    }
    return render_region(request, "work/row.html", context)


def show_rows(request: HtmxRequest, actor: Actor) -> HttpResponse:
    listing = Listing.asked(request.GET, by=actor)
    context = {"actor": actor, "listing": listing}
    response = render_region(request, "work/list_rows.html", context)
    return with_status(response, listing)


def show_list(
    request: HtmxRequest,
    actor: Actor,
    *,
    form: AddForm | None = None,
    wrong: BulkForm | None = None,
    is_unnamed: bool = False,
    status: int = 200,
) -> HttpResponse:
    listing = Listing.asked(request.GET, by=actor)
    projects = CONTRIBUTED.of(actor)
    context = {
        "actor": actor,
        "listing": listing,
        "form": form or _add_form(listing, projects),
        "can_add": bool(projects),
        "wrong": wrong,
        "is_unnamed": is_unnamed,
        "chosen": request.POST.getlist("item"),
        "panel": reverse("work:item", args=[actor.workspace.slug, "KEY"]),
    }
    return answer_page(request, listing, context, page="work/list.html", status=status)


def _add_form(listing: Listing, projects: Sequence[Project]) -> AddForm:
    return AddForm(
        by=listing.by,
        projects=projects,
        types=listing.reader.types_offered,
        initial={"project": listing.project.key if listing.project else ""},
    )
