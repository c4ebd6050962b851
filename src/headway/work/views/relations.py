"""What an item has to do with others: said, and said no longer."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.forms.relations import RelationForm
from headway.work.models import Item
from headway.work.views.item import change_item, show_item


@require_POST
@for_members
def relate(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Say what the item has to do with another one."""
    item = Item.objects.get_by_key(key, by=actor)
    Item.objects.check_change(item, by=actor)
    form = RelationForm(request.POST)
    if not form.is_valid():
        return show_item(request, actor, item.key, status=422, relation_form=form)
    asked = form.cleaned_data["key"]
    other = Item.objects.visible_to(actor).with_key(asked)
    if other is None:
        form.add_error("key", _("There is no %s.") % asked)
        return show_item(request, actor, item.key, status=422, relation_form=form)
    ends = form.ends(item.pk, other.pk)
    try:
        return change_item(
            request,
            actor,
            item,
            lambda: actions.relate_items(*ends, form.kind, by=actor),
            _("%(item)s and %(other)s are related.")
            % {"item": item.key, "other": other.key},
            opened="relations",
        )
    except Refused as error:
        form.add_error("key", str(error))
        return show_item(
            request, actor, item.key, status=error.status, relation_form=form
        )


@require_POST
@for_members
def unrelate(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Say it no longer."""
    item = Item.objects.get_by_key(key, by=actor)
    form = RelationForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("That is no relation of items."))
    other = Item.objects.get_by_key(form.cleaned_data["key"], by=actor)
    ends = form.ends(item.pk, other.pk)
    return change_item(
        request,
        actor,
        item,
        lambda: actions.unrelate_items(*ends, form.kind, by=actor),
        _("%(item)s and %(other)s are no longer related so.")
        % {"item": item.key, "other": other.key},
        opened="relations",
    )
