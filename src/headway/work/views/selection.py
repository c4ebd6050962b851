"""What is done to all items that are selected in the list."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from headway.actors.models import Actor
from headway.base.errors import Malformed, NotFound
from headway.events.actions import performed
from headway.people.http import for_members
from headway.ui.http import HtmxRequest, render_region
from headway.work.actions import change_items, delete_items
from headway.work.forms.bulk import BulkForm
from headway.work.forms.bulk_named import BULK
from headway.work.http import answer_change
from headway.work.listing import Listing
from headway.work.selecting import Selection
from headway.work.views.listing import show_list, show_rows

FILLED = "filled"


@require_POST
@for_members
def summary(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Say how many items are selected, and what is left of them.

    It changes nothing; what is selected is more than an address holds.
    """
    listing = Listing.asked(request.GET, by=actor)
    context = {"selection": Selection.asked(request.POST, listing)}
    return render_region(request, "work/bulk/said.html", context)


@require_POST
@for_members
def change(request: HtmxRequest, actor: Actor, name: str) -> HttpResponse:
    """Say one thing of all that are selected, in one operation."""
    form = _form(request, actor, name)
    if not form.is_valid():
        return _refuse(request, actor, form)
    listing = Listing.asked(request.GET, by=actor)
    ids = Selection.asked(request.POST, listing).ids
    _items, operation = performed(
        lambda: change_items(ids, by=actor, **form.changes()),
    )
    return _answer(request, listing, form.said(len(ids)), operation)


@require_POST
@for_members
def delete(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Put all that are selected into the bin, with what is in them."""
    listing = Listing.asked(request.GET, by=actor)
    ids = Selection.asked(request.POST, listing).ids
    _deletions, operation = performed(lambda: delete_items(ids, by=actor))
    text = ngettext("%d item is in the bin.", "%d items are in the bin.", len(ids))
    return _answer(request, listing, text % len(ids), operation)


def _form(request: HtmxRequest, actor: Actor, name: str) -> BulkForm:
    """Return the form of that name; ``filled`` is the one that says something.

    That is what Enter in a field sends without scripts.
    """
    if name in BULK:
        return BULK[name](request.POST, by=actor)
    if name != FILLED:
        raise NotFound
    forms = [form(request.POST, by=actor) for form in BULK.values()]
    filled = [form for form in forms if form.has_changed()]
    if len(filled) != 1:
        raise Malformed(_("Press the button of what you want to change."))
    return filled[0]


def _answer(
    request: HtmxRequest, listing: Listing, text: str, operation: Any
) -> HttpResponse:
    actor = listing.by
    return answer_change(
        request,
        lambda: show_rows(request, actor),
        by=actor,
        text=text,
        operation=operation,
        back=reverse("work:list", args=[actor.workspace.slug]) + listing.address,
    )


def _refuse(request: HtmxRequest, actor: Actor, form: BulkForm) -> HttpResponse:
    """Show what is wrong in its menu; without scripts the selection stays as well."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if request.htmx:
        context = {
            "actor": actor,
            "form": form,
            "listing": Listing.asked(request.GET, by=actor),
        }
        response = render(request, "work/bulk/menu.html", context, status=status)
        return reswap(retarget(response, f"#bulk-menu-{form.name}"), "outerHTML")
    return show_list(request, actor, status=status, wrong=form)
