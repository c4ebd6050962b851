"""The timeline and its groups of rows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.plan.timeline import reading
from headway.plan.timeline.addresses import Addresses
from headway.plan.timeline.ask import Ask
from headway.plan.timeline.days_off import dated_days_off, weekly_days_off
from headway.plan.timeline.head import days_off, head
from headway.plan.timeline.narrowing import Narrowed, matching_of
from headway.plan.timeline.page import BLOCK, Timeline
from headway.plan.timeline.people import People
from headway.plan.timeline.scale import Scale
from headway.ui.http import HtmxRequest, render_region
from headway.ui.strip import days_of
from headway.work.models import Zoom
from headway.work.viewed import view_in
from headway.work.views.framed import answer_page


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A way to see the same otherwise."""

    name: str
    query: str
    is_chosen: bool


@require_safe
@for_members
def timeline(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """The page; for htmx only the timeline on it."""
    return show_timeline(request, actor)


def show_timeline(
    request: HtmxRequest,
    actor: Actor,
    *,
    status: int = 200,
    is_unnamed: bool = False,
) -> HttpResponse:
    """Answer the timeline; ``is_unnamed`` is a view to be saved without a name."""
    listing = Narrowed.asked(request.GET, by=actor)
    if listing.error:
        return _not_understood(request, actor, listing)
    people = "people" in request.GET
    ask = replace(listing.ask, people=people)
    shown, to = Timeline.asked(ask, by=actor), Addresses.of(actor)
    working_time = reading.default_working_time(actor.workspace_id)
    scale = shown.scale
    context = {
        "actor": actor,
        "listing": listing,
        "page": to.timeline,
        "timeline": shown,
        "scale": scale,
        "now_days": round(days_of(shown.now), 3),
        "head": head(scale, now_x=shown.now_x),
        "days_off": days_off(working_time, scale),
        "weekdays_off": sorted(weekly_days_off(working_time)) if working_time else [],
        "holidays": dated_days_off(working_time, scale) if working_time else [],
        "groups": list(shown.blocks(to)),
        "people": People.below(
            shown.projects,
            ask,
            scale,
            matching=shown.matching,
            by=actor,
            is_drawn=ask.people or len(shown.rows) <= BLOCK,
        ),
        "age": reading.plan_age(actor.workspace_id),
        "zooms": list(_zooms(ask)),
        "choosable": reading.choosable_projects(shown.projects, ask, by=actor),
        "kept": replace(ask, projects=(), people=False, baseline=None).said(),
        "chain": replace(ask, chain=not ask.chain).query(),
        "offered": [b for p in shown.projects for b in p.baselines],
        "kept_with_baseline": replace(ask, baseline=None, people=False).said(),
        "earlier": replace(ask, first=scale.earlier).query(),
        "later": replace(ask, first=scale.later).query(),
        "today": replace(ask, first=None).query(),
        "to": to,
        "is_unnamed": is_unnamed,
    }
    return _answer(request, listing, context, status=status)


def _not_understood(
    request: HtmxRequest, actor: Actor, listing: Narrowed
) -> HttpResponse:
    """Show what is wrong with the filter, and nothing else."""
    to = Addresses.of(actor)
    context = {"actor": actor, "listing": listing, "page": to.timeline, "to": to}
    return _answer(request, listing, context)


def _answer(
    request: HtmxRequest,
    listing: Narrowed,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    is_region = request.htmx.target == "timeline"
    return answer_page(
        request,
        listing,
        {**context, "is_region": is_region},
        page="plan/timeline.html",
        region="plan/timeline.html#timeline" if is_region else "",
        status=status,
    )


@require_safe
@for_members
def filter_rows(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Answer the filter of the timeline as rows of a form, and as text."""
    listing = Narrowed.asked(request.GET, by=actor)
    context = {"actor": actor, "listing": listing, "page": Addresses.of(actor).timeline}
    return render_region(request, "work/builder/rows.html", context)


@require_safe
@for_members
def rows(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """One group of rows, drawn for the axis that is on the screen already."""
    ask = _asked(request, actor)
    shown = Timeline.asked(replace(ask, block=None), by=actor)
    to = Addresses.of(actor)
    context = {
        "actor": actor,
        "block": shown.block(ask.block or 0, to),
        "age": reading.plan_age(actor.workspace_id),
        "is_refresh": True,
        "to": to,
    }
    return render_region(request, "plan/timeline_block.html", context)


@require_safe
@for_members
def people(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """How busy people are, drawn for the axis that is on the screen already."""
    ask = _asked(request, actor)
    projects, matching = reading.projects_for(ask, by=actor), matching_of(ask, by=actor)
    scale = Scale.over([], zoom=ask.zoom, today=timezone.localdate(), first=ask.first)
    scale = replace(scale, days=ask.days or scale.days)
    context = {
        "actor": actor,
        "people": People.below(
            projects, ask, scale, matching=matching, by=actor, is_drawn=True
        ),
        "to": Addresses.of(actor),
    }
    return render_region(request, "plan/timeline_people.html", context)


def _asked(request: HtmxRequest, actor: Actor) -> Ask:
    """What of the timeline is fetched; a query where a view is open."""
    return Ask.read(request.GET, view=view_in(request.GET, by=actor))


def _zooms(ask: Ask) -> Iterator[Choice]:
    for zoom in Zoom:
        query = replace(ask, zoom=zoom).query()
        yield Choice(name=str(zoom.label), query=query, is_chosen=zoom is ask.zoom)
