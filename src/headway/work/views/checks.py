"""The checklist of an item: lines added, ticked, said anew, ordered, removed."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.events.actions import performed
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.forms import AddCheckForm, CheckForm
from headway.work.http import answer_change
from headway.work.models import Check, Item
from headway.work.views.item import show_item


@require_POST
@for_members
def add(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Add a line at the end."""
    item = Item.objects.get_by_key(key, by=actor)
    form = AddCheckForm(request.POST)
    if not form.is_valid():
        Item.objects.check_change(item, by=actor)
        return show_item(request, actor, item.key, status=422, check_form=form)
    text = form.cleaned_data["text"]
    return _changed(
        request,
        actor,
        item,
        lambda: actions.add_check(item.pk, text, by=actor),
        _("The checklist of %s has one more line.") % item.key,
    )


@require_POST
@for_members
def change(request: HtmxRequest, actor: Actor, key: str, check_id: int) -> HttpResponse:
    """Tick a line or not, say it anew, or move it."""
    item, check = _found(actor, key, check_id)
    form = CheckForm(request.POST)
    if not form.is_valid():
        Item.objects.check_change(item, by=actor)
        return show_item(request, actor, item.key, status=422)
    said = form.said
    return _changed(
        request,
        actor,
        item,
        lambda: actions.change_check(check.pk, by=actor, **said),
        _("The checklist of %s is as you said.") % item.key,
    )


@require_POST
@for_members
def remove(request: HtmxRequest, actor: Actor, key: str, check_id: int) -> HttpResponse:
    """Take a line off."""
    item, check = _found(actor, key, check_id)
    return _changed(
        request,
        actor,
        item,
        lambda: actions.remove_check(check.pk, by=actor),
        _("“%s” is off the checklist.") % check.text,
    )


def _found(actor: Actor, key: str, check_id: int) -> tuple[Item, Check]:
    item = Item.objects.get_by_key(key, by=actor)
    check = item.checks.filter(pk=check_id, removed_at=None).first()
    if check is None:
        raise NotFound
    return item, check


def _changed(
    request: HtmxRequest,
    actor: Actor,
    item: Item,
    act: Callable[[], object],
    text: str,
) -> HttpResponse:
    _result, operation = performed(act)
    return answer_change(
        request,
        lambda: show_item(request, actor, item.key, opened="checks"),
        by=actor,
        text=text,
        operation=operation,
        back=reverse("work:item", args=[actor.workspace.slug, item.key]),
    )
