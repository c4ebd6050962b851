"""What can be done to an item from its page or its row, and undone."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.http import HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import performed
from headway.events.http import page_before
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.ui.words import date_words
from headway.work import actions
from headway.work.capture.adding import create_understood
from headway.work.forms import AddForm, LinkForm, PartsForm, StateForm, UnlinkForm
from headway.work.http import answer_change
from headway.work.models import Item, State, WorkflowState
from headway.work.views.item import show_item
from headway.work.views.listing import show_row
from headway.work.views.today import TODAY, show_today

MOVED = {
    State.TODO: gettext_lazy("%s is to do again."),
    State.DOING: gettext_lazy("%s is started."),
    State.WAITING: gettext_lazy("%s waits."),
    State.DONE: gettext_lazy("%s is done."),
    State.CANCELLED: gettext_lazy("%s is cancelled."),
}


def _change(
    request: HtmxRequest,
    actor: Actor,
    item: Item,
    act: Callable[[], object],
    text: str,
    *,
    opened: str = "",
) -> HttpResponse:
    """Run an action on the item and show the region that asked for it."""

    def region() -> HttpResponse:
        target = request.htmx.target or ""
        if target == TODAY:
            return show_today(request, actor)
        if target.startswith("row-"):
            return show_row(request, actor, item.key)
        return show_item(request, actor, item.key, opened=opened)

    _result, operation = performed(act)
    page = reverse("work:item", args=[actor.workspace.slug, item.key])
    return answer_change(
        request,
        region,
        by=actor,
        text=text,
        operation=operation,
        back=page_before(request, page),
    )


@require_POST
@for_members
def move(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Bring an item into another state."""
    item = Item.objects.get_by_key(key, by=actor)
    form = StateForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("That is no state of an item."))
    said = form.cleaned_data["to"]
    if "to" in said:
        text = str(MOVED[said["to"]]) % item.key
    else:
        states = WorkflowState.objects.visible_to(actor)
        status = states.get_for_read(said["status_id"], by=actor)
        text = _("%(item)s is in “%(state)s”.")
        text %= {"item": item.key, "state": status.name}
    return _change(
        request, actor, item, lambda: actions.move_item(item.pk, by=actor, **said), text
    )


@require_POST
@for_members
def add_child(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Create an item inside another one."""
    item = Item.objects.get_by_key(key, by=actor)
    data = request.POST.copy()
    data["project"] = item.project.key
    is_chosen = "instead" in data
    if is_chosen:
        data["title"] = str(data["instead"])
    form = AddForm(
        data, by=actor, projects=[item.project], parent=item, auto_id="child-%s"
    )
    understood = form.understood if form.is_valid() else None
    if is_chosen or understood is None or understood.project is None:
        status = 200 if is_chosen else 422
        return show_item(
            request,
            actor,
            item.key,
            status=status,
            opened="children",
            child_form=form,
        )
    project_id = understood.project.pk
    text = _("“%s” has one more item in it.") % item.title
    return _change(
        request,
        actor,
        item,
        lambda: create_understood(understood, project_id, by=actor),
        text,
        opened="children",
    )


@require_POST
@for_members
def link(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Let the item wait for another one, or hold one back."""
    item = Item.objects.get_by_key(key, by=actor)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return show_item(request, actor, item.key, status=422, link_form=form)
    said = form.cleaned_data
    other = Item.objects.visible_to(actor).with_key(said["key"])
    if other is None or other.project_id != item.project_id:
        form.add_error("key", _("There is no %s in this project.") % said["key"])
        return show_item(request, actor, item.key, status=422, link_form=form)
    before, after = (other, item) if said["way"] == LinkForm.BEFORE else (item, other)
    text = _("%(after)s waits for %(before)s.")
    try:
        return _change(
            request,
            actor,
            item,
            lambda: actions.link_items(
                before.pk,
                after.pk,
                by=actor,
                kind=said["kind"],
                lag_minutes=said["lag"].likely,
                lag_low_minutes=said["lag"].low,
                lag_high_minutes=said["lag"].high,
                lag_is_elapsed=said["is_elapsed"],
            ),
            text % {"after": after.key, "before": before.key},
            opened="links",
        )
    except Refused as error:
        form.add_error("key", str(error))
        return show_item(request, actor, item.key, status=error.status, link_form=form)


@require_POST
@for_members
def unlink(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Let an item no longer wait for another one; one of them has the key."""
    item = Item.objects.get_by_key(key, by=actor)
    form = UnlinkForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Those are no keys of items."))
    before, after = (
        Item.objects.get_by_key(form.cleaned_data[end], by=actor)
        for end in ("before", "after")
    )
    text = _("%(after)s no longer waits for %(before)s.")
    return _change(
        request,
        actor,
        item,
        lambda: actions.unlink_items(before.pk, after.pk, by=actor),
        text % {"after": after.key, "before": before.key},
    )


@require_POST
@for_members
def unpin(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Let the item start as early as the plan can."""
    item = Item.objects.get_by_key(key, by=actor)
    text = _("%s may start at any time.") % item.key
    return _change(
        request,
        actor,
        item,
        lambda: actions.edit_item(item.pk, by=actor, starts_no_earlier=None),
        text,
    )


@require_POST
@for_members
def postpone(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Let the item start tomorrow at the earliest; a later start stays."""
    item = Item.objects.get_by_key(key, by=actor)
    day = timezone.localdate() + timedelta(days=1)
    start = timezone.make_aware(datetime.combine(day, time.min))
    start = max(start, item.starts_no_earlier or start)
    text = _("%(item)s starts on %(day)s at the earliest.")
    text %= {"item": item.key, "day": date_words(timezone.localdate(start))}
    return _change(
        request,
        actor,
        item,
        lambda: actions.edit_item(item.pk, by=actor, starts_no_earlier=start),
        text,
    )


@require_POST
@for_members
def share(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Say how the item's people share it, and who is accountable."""
    item = Item.objects.get_by_key(key, by=actor)
    form = PartsForm(item, data=request.POST)
    if not form.is_valid():
        return show_item(request, actor, item.key, status=422, parts_form=form)
    said = form.cleaned_data
    parts = [
        actions.Part(
            person_id=part.person_id,
            share=said[f"share-{part.person_id}"],
            units_percent=said[f"units-{part.person_id}"],
        )
        for part in form.parts
    ]

    def act() -> Item:
        return actions.assign_people(
            item.pk,
            parts,
            by=actor,
            accountable_id=said["accountable"],
            if_version=said["version"],
        )

    text = _("“%s” is shared as you said.") % item.title
    return _change(request, actor, item, act, text)
