"""The calendar, and items of it that get another deadline."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from headway.actors.models import Actor
from headway.events.actions import performed
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.calendar.page import Calendar, move_words
from headway.work.forms.cells import DeadlineForm
from headway.work.hiding import masks_of
from headway.work.http import answer_change
from headway.work.models import Hidden, Item
from headway.work.views.framed import answer_page, readable_address


@require_safe
@for_members
def calendar(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show the days around one day; to htmx these alone.

    What controls say becomes part of the filter, and of the address.
    """
    return readable_address(request, Calendar, actor) or show_calendar(request, actor)


def show_calendar(
    request: HtmxRequest,
    actor: Actor,
    *,
    status: int = 200,
    is_unnamed: bool = False,
) -> HttpResponse:
    """Answer the calendar; ``is_unnamed`` is a view to be saved without a name."""
    shown = Calendar.asked(request.GET, by=actor)
    context = {
        "actor": actor,
        "calendar": shown,
        "page": reverse("work:calendar", args=[actor.workspace.slug]),
        "panel": reverse("work:item", args=[actor.workspace.slug, "KEY"]),
        "is_unnamed": is_unnamed,
    }
    page = "work/calendar.html"
    region = "work/calendar/days.html" if request.htmx else ""
    return answer_page(request, shown, context, page=page, region=region, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def day(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Say what it would mean that an item is due ``to`` another day; POST does it.

    A deadline is what people say of a day; when something is done, the plan says.
    """
    item = Item.objects.get_by_key(key, by=actor)
    Item.objects.check_change(item, by=actor)
    if request.method == "POST":
        form = DeadlineForm(item, data=request.POST)
        if form.is_valid() and not form.has_conflict:
            return _moved(request, actor, item, form)
        return _ask(request, actor, item, form, status=422)
    return _ask(request, actor, item, _proposed(item, request.GET.get("to", "")))


def _proposed(item: Item, to: str) -> DeadlineForm:
    """Return the form with the day that somebody carried the item to."""
    if not to:
        return DeadlineForm(item)
    said = {"value": to, "was": DeadlineForm.text_of(item), "version": item.version}
    return DeadlineForm(item, data=said)


def _ask(
    request: HtmxRequest,
    actor: Actor,
    item: Item,
    form: DeadlineForm,
    *,
    status: int = 200,
) -> HttpResponse:
    """Answer the form and what it would do, in words."""
    calendar_ = Calendar.asked(request.GET, by=actor)
    context = {
        "actor": actor,
        "item": item,
        "form": form,
        "said": _words(item, form, actor) if form.is_bound else [],
        "query": calendar_.address,
        "back": _back(request, actor),
    }
    name = "move_form" if request.htmx else "move"
    response = render(request, f"work/calendar/{name}.html", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _words(item: Item, form: DeadlineForm, actor: Actor) -> list[str]:
    if not form.is_valid():
        return []
    if form.has_conflict:
        return [_("Somebody changed the deadline meanwhile; look at it again.")]
    on: Any = form.cleaned_data["value"]
    if on is None:
        return [_("%s has no deadline any more.") % item.key]
    outlook = getattr(item, "outlook", None)
    is_hidden = masks_of(actor).hides(Hidden.FORECAST, item.project_id)
    p85 = outlook.p85 if outlook and not is_hidden else None
    return move_words(item, on, p85=p85)


def _moved(
    request: HtmxRequest, actor: Actor, item: Item, form: DeadlineForm
) -> HttpResponse:
    _item, operation = performed(
        lambda: actions.edit_item(item.pk, by=actor, deadline=form.instant())
    )
    return answer_change(
        request,
        lambda: show_calendar(request, actor),
        by=actor,
        text=_("The deadline of %s is noted.") % item.key,
        operation=operation,
        back=_back(request, actor),
    )


def _back(request: HtmxRequest, actor: Actor) -> str:
    address = reverse("work:calendar", args=[actor.workspace.slug])
    return address + Calendar.asked(request.GET, by=actor).address
