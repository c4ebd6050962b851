"""What can be done to bars: first seen as an effect, then applied."""

from collections.abc import Mapping
from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from headway.actors.models import Actor
from headway.base.durations import format_minutes
from headway.base.errors import Refused
from headway.base.numbers import asked_whole
from headway.events.actions import performed
from headway.people.http import for_members
from headway.plan.forms import BarForm, Morning, WaitForm
from headway.plan.snapshot import calendars_of
from headway.plan.timeline import words
from headway.plan.timeline.days_off import working_morning
from headway.ui.http import HtmxRequest, with_toast
from headway.work.actions import edit_item, link_items
from headway.work.detail import find_row
from headway.work.models import Item
from headway.work.why import reasons_of

if TYPE_CHECKING:
    from headway.plan.preview import Preview


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def bar(request: HtmxRequest, actor: Actor, item_id: int) -> HttpResponse:
    """The details of a bar; POST applies a change of them."""
    item = _item(item_id, by=actor)
    if request.method != "POST":
        return _details(request, actor, item, BarForm.of(item))
    form = BarForm(request.POST)
    if not form.is_valid():
        return _details(request, actor, item, form)
    changes = form.changes(item, _morning(item, actor))
    version = form.cleaned_data["if_version"]
    changed, operation = performed(
        lambda: edit_item(item.pk, by=actor, if_version=version, **changes)
    )
    left = changed.left_minutes
    text = words.done(
        item.key, changes, left="" if left is None else format_minutes(left)
    )
    return _applied(request, actor, item, text, operation if changes else None)


@require_POST
@for_members
def preview(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """What a change would do, in words; nothing is changed."""
    if "before" in request.POST:
        return _preview_link(request, actor, *_ends(request))
    item = _item(_id(request.POST.get("item", "")), by=actor)
    if "waits_for" in request.POST:
        return _preview_wait(request, actor, item)
    form = BarForm(request.POST)
    if not form.is_valid():
        return _details(request, actor, item, form)
    changes = form.changes(item, _morning(item, actor))
    seen = _engine().preview_change(item.pk, by=actor, **changes)
    sent = {n: request.POST[n] for n in form.fields if n in request.POST}
    address = reverse("plan:timeline_bar", args=[actor.workspace.slug, item.pk])
    return _effect(request, actor, item, seen, address, sent)


def _preview_wait(request: HtmxRequest, actor: Actor, item: Item) -> HttpResponse:
    form = WaitForm(request.POST)
    other = form.other(item, by=actor)
    if other is None:
        return _details(request, actor, item, BarForm.of(item), wait_form=form)
    return _preview_link(request, actor, other.pk, item.pk)


def _preview_link(
    request: HtmxRequest, actor: Actor, before: int, after: int
) -> HttpResponse:
    item = _item(after, by=actor)
    seen = _engine().preview_link(before, after, by=actor)
    address = reverse("plan:timeline_links", args=[actor.workspace.slug])
    sent = {"before": str(before), "after": str(after)}
    return _effect(request, actor, item, seen, address, sent)


@require_POST
@for_members
def link(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Let one item wait for another."""
    before_id, after_id = _ends(request)
    before, after = _item(before_id, by=actor), _item(after_id, by=actor)
    __, operation = performed(lambda: link_items(before.pk, after.pk, by=actor))
    values = {"before": before.key, "after": after.key}
    text = _("%(after)s waits for %(before)s") % values
    return _applied(request, actor, after, text, operation)


def _engine() -> Any:
    """Load the engine at its first use: most processes that show pages need none."""
    from headway.plan import preview as engine

    return engine


def _details(
    request: HtmxRequest,
    actor: Actor,
    item: Item,
    form: BarForm,
    *,
    wait_form: WaitForm | None = None,
) -> HttpResponse:
    wait_form = wait_form or WaitForm()
    can_change = Item.objects.editable_by(actor).filter(pk=item.pk).exists()
    row = find_row(item.key, by=actor)
    context = {
        "actor": actor,
        "item": item,
        "form": form,
        "wait_form": wait_form,
        "can_change": can_change and not item.is_closed,
        "can_move": item.started_at is None,
        "can_resize": not item.is_milestone,
        "row": row,
        "reasons": reasons_of(row, row.outlook, actor) if row.outlook else [],
        **_places(actor, item),
    }
    is_refused = bool(form.errors or wait_form.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    region = "#panel" if request.htmx else ""
    return render(request, f"plan/timeline_bar.html{region}", context, status=status)


def _effect(
    request: HtmxRequest,
    actor: Actor,
    item: Item,
    seen: "Preview",
    address: str,
    sent: Mapping[str, str],
) -> HttpResponse:
    """Show what a change would do, and the form that makes it."""
    rows = (
        Item.objects.visible_to(actor)
        .filter(pk__in=[moved.item_id for moved in seen.moved], children=None)
        .values_list("pk", "title")
    )
    titles = dict(rows)
    context = {
        "actor": actor,
        "item": item,
        "sentences": words.effect(
            seen, item_id=item.pk, project=item.project.name, titles=titles
        ),
        "ghosts": [g for g in words.ghosts(seen.moved) if g[0] in titles],
        "moved": len(seen.moved),
        "action": address,
        "sent": sent,
        **_places(actor, item),
    }
    region = "#panel" if request.htmx else ""
    return render(request, f"plan/timeline_effect.html{region}", context)


def _applied(
    request: HtmxRequest, actor: Actor, item: Item, text: str, operation: Any
) -> HttpResponse:
    """Say that it is done, with the way back, if anything was."""
    undo = (
        reverse("work:undo", args=[actor.workspace.slug, operation])
        if operation
        else ""
    )
    text = text if operation else _("Nothing changed")
    if request.htmx:
        response = trigger_client_event(HttpResponse(), "timeline-applied", {})
        return with_toast(response, text, undo=undo)
    messages.success(request, text, extra_tags=undo)
    return redirect(_places(actor, item)["back"])


def _places(actor: Actor, item: Item) -> dict[str, str]:
    slug = actor.workspace.slug
    return {
        "timeline_url": reverse("plan:timeline", args=[slug]),
        "preview_url": reverse("plan:timeline_preview", args=[slug]),
        "item_url": reverse("work:item", args=[slug, item.key]),
        "back": f"{reverse('plan:timeline', args=[slug])}?project={item.project.key}",
    }


def _item(item_id: int, *, by: Actor) -> Item:
    return Item.objects.select_related("project").get_for_read(item_id, by=by)


def _id(text: str) -> int:
    """Read an id; what is none finds nothing."""
    return asked_whole(text) or 0


def _ends(request: HtmxRequest) -> tuple[int, int]:
    return _id(request.POST.get("before", "")), _id(request.POST.get("after", ""))


def _morning(item: Item, actor: Actor) -> Morning:
    """By the item's calendar, its project's or the workspace's, in its zone."""
    calendars, default = calendars_of(actor.workspace_id)
    chosen = item.calendar_id or item.project.calendar_id or default

    def morning(day: date) -> datetime:
        if chosen is None:
            raise Refused(_("The workspace has no calendar."))
        zone = actor.workspace.zone
        return working_morning(calendars[chosen], day, zone=zone)

    return morning
