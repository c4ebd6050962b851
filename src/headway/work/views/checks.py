"""The checklist of an item: lines added, ticked, said anew, ordered, removed."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.forms import AddCheckForm, CheckForm
from headway.work.models import Check, Item
from headway.work.views.item import change_item, show_item


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
    return change_item(
        request,
        actor,
        item,
        lambda: actions.add_check(item.pk, text, by=actor),
        _("The checklist of %s has one more line.") % item.key,
        opened="checks",
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
    return change_item(
        request,
        actor,
        item,
        lambda: actions.change_check(check.pk, by=actor, **said),
        _("The checklist of %s is as you said.") % item.key,
        opened="checks",
    )


@require_POST
@for_members
def remove(request: HtmxRequest, actor: Actor, key: str, check_id: int) -> HttpResponse:
    """Take a line off."""
    item, check = _found(actor, key, check_id)
    return change_item(
        request,
        actor,
        item,
        lambda: actions.remove_check(check.pk, by=actor),
        _("“%s” is off the checklist.") % check.text,
        opened="checks",
    )


def _found(actor: Actor, key: str, check_id: int) -> tuple[Item, Check]:
    item = Item.objects.get_by_key(key, by=actor)
    check = item.checks.filter(pk=check_id, removed_at=None).first()
    if check is None:
        raise NotFound
    return item, check
