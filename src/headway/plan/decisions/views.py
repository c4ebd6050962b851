"""What people decided by hand, with its price: all of it, and that of one item."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from headway.actors.models import Actor
from headway.base.errors import Malformed
from headway.base.numbers import parse_whole
from headway.people.http import for_members
from headway.plan.decisions.actions import remove_decisions
from headway.plan.decisions.reading import (
    Asked,
    decisions_in_force,
    item_to_price,
    whole_cost,
)
from headway.plan.decisions.words import effect_words, shown_decisions
from headway.plan.models import Decision, DecisionKind
from headway.plan.views.about import about_item
from headway.ui.http import HtmxRequest
from headway.work.filters import FilterError
from headway.work.filters.tokens import LONGEST
from headway.work.http import change_and_go
from headway.work.rail import place_of

PAGE_ROWS = 50


@require_safe
@for_members
def decisions(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show what was decided by hand, what that cost then, and what it costs now.

    ``?project=`` those of one project, ``?kind=`` those of a kind, ``?q=`` those of
    items that a filter finds.  Nothing is planned for it.
    """
    asked = Asked(
        project=request.GET.get("project", "")[:10].upper(),
        kind=request.GET.get("kind", ""),
        text=request.GET.get("q", "").strip()[:LONGEST],
    )
    error = None
    try:
        rows = decisions_in_force(asked, by=actor)
    except FilterError as wrong:
        rows, error = Decision.objects.none(), wrong
    ordered = rows.dearest().select_related("item__project", "by")
    page = Paginator(ordered, PAGE_ROWS).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "actor": actor,
        "rail_place": place_of(asked.project, actor) if asked.project else None,
        "asked": asked,
        "error": error,
        "page": page,
        "kept": kept.urlencode(),
        "kinds": DecisionKind.choices,
        "whole": number_format(whole_cost(rows), force_grouping=True),
        "decisions": shown_decisions(list(page), by=actor),
    }
    status = 422 if error else 200
    return render(request, "plan/decisions/decisions.html", context, status=status)


@require_safe
@for_members
def item_decisions(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Show what was decided about an item, priced in the plan as it is now."""
    item = item_to_price(key, by=actor)
    from headway.plan.decisions.following import prices_now  # loads the engine

    prices = prices_now(item)
    rows = Decision.objects.visible_to(actor).holding().filter(item=item)
    rows = rows.select_related("item__project", "by").order_by("pk")
    said = [
        (shown, effect_words(price.cost, price.item_minutes, price.project_minutes))
        for shown in shown_decisions(list(rows), by=actor)
        if (price := prices.get(shown.decision.kind))
    ]
    context = {
        "actor": actor,
        "item": item,
        "decisions": said,
        **about_item(item, actor),
    }
    return render(request, "plan/decisions/item.html", context)


@require_POST
@for_members
def removal(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Leave to the plan what is ticked, or the ``only`` one."""
    back = reverse("plan:overrides", args=[actor.workspace.slug])
    if kept := request.POST.get("kept", ""):
        back = f"{back}?{kept}"
    given = request.POST.getlist("only") or request.POST.getlist("decision")
    try:
        ids = {parse_whole(each) for each in given}
    except Malformed as error:
        return HttpResponseBadRequest(str(error))
    if not ids:
        messages.warning(request, _("Nothing is ticked, so all of it stays."))
        return redirect(back)
    text = ngettext(
        "%d decision is left to the plan.",
        "%d decisions are left to the plan.",
        len(ids),
    )
    return change_and_go(
        request,
        lambda: remove_decisions(ids, by=actor),
        by=actor,
        text=text % len(ids),
        to=back,
    )
