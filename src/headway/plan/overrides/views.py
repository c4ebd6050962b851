"""Put an item before others, once its price is seen."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.base.errors import Busy, Refused
from headway.people.http import for_members
from headway.plan.models import Override
from headway.plan.overrides.actions import price_override, set_override
from headway.plan.overrides.forms import OverrideForm
from headway.plan.overrides.words import shown_price
from headway.plan.views.about import about_item
from headway.ui.http import HtmxRequest
from headway.work.http import change_and_go
from headway.work.models import Item


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def override(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Show what it costs that an item goes first; POST lets it, for that price."""
    item = Item.objects.get_by_key(key, by=actor)
    Item.objects.check_change(item, by=actor)
    if actor.is_guest:
        raise PermissionDenied
    if request.method == "POST":
        form = OverrideForm(item, by=actor, data=request.POST)
        if form.is_valid():
            try:
                return _set(request, actor, item, form)
            except Busy as busy:
                return _wait(request, actor, item, form, busy)
    else:
        form = OverrideForm(item, by=actor, data=request.GET)
    return _priced(request, actor, item, form)


def _wait(
    request: HtmxRequest, actor: Actor, item: Item, form: OverrideForm, busy: Busy
) -> HttpResponse:
    """Show what was typed, to be sent again in a moment."""
    form.add_error(None, str(busy))
    more = {"is_waiting": True}
    response = _show(request, actor, item, form, more, status=busy.status)
    response.headers["Retry-After"] = str(busy.retry_after)
    return response


def _set(
    request: HtmxRequest, actor: Actor, item: Item, form: OverrideForm
) -> HttpResponse:
    why = form.cleaned_data["why"]
    return change_and_go(
        request,
        lambda: set_override(item.pk, by=actor, before_id=form.other_id, why=why),
        by=actor,
        text=_("%s goes first.") % item.key
        if form.other is None
        else _("%(item)s goes before %(other)s.")
        % {"item": item.key, "other": form.other.key},
        to=reverse("work:item", args=[actor.workspace.slug, item.key]),
    )


def _priced(
    request: HtmxRequest, actor: Actor, item: Item, form: OverrideForm
) -> HttpResponse:
    price = None
    if form.is_valid():
        try:
            found = price_override(item.pk, by=actor, before_id=form.other_id)
            price = shown_price(found, by=actor)
        except Refused as refused:
            form.add_error(None, str(refused))
    present = Override.objects.visible_to(actor).live().filter(item=item).first()
    more = {"price": price, "present": present}
    status = 422 if form.errors else 200
    return _show(request, actor, item, form, more, status=status)


def _show(
    request: HtmxRequest,
    actor: Actor,
    item: Item,
    form: OverrideForm,
    more: dict[str, Any],
    *,
    status: int,
) -> HttpResponse:
    context = {
        "actor": actor,
        "item": item,
        "form": form,
        "other": form.other,
        **more,
        **about_item(item, actor),
    }
    return render(request, "plan/overrides/override.html", context, status=status)
