"""An item moves to another project, or is copied."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import performed
from headway.events.http import undo_address
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.forms.transfers import TransferForm
from headway.work.models import Item, Project
from headway.work.subtrees import ids_in, links_out_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def transfer(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Ask for the project, and say what goes along and what does not; POST moves."""
    item = Item.objects.get_by_key(key, by=actor)
    Item.objects.check_change(item, by=actor)
    mine = Project.objects.contributable_by(actor).exclude(pk=item.project_id)
    projects = list(mine.order_by("name", "key"))
    form = TransferForm(projects, request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        target = next(p for p in projects if p.key == form.cleaned_data["project"])
        try:
            return _moved(request, actor, item, target)
        except Refused as error:
            form.add_error("project", str(error))
            status = error.status
    ids = ids_in(item)
    context = {
        "actor": actor,
        "item": item,
        "form": form,
        "projects": projects,
        "inside": Item.objects.filter(pk__in=ids).count() - 1,
        "links": links_out_of(ids),
    }
    return render(request, "work/transfer.html", context, status=status)


def _moved(
    request: HtmxRequest, actor: Actor, item: Item, target: Project
) -> HttpResponse:
    moved, operation = performed(
        lambda: actions.transfer_item(item.pk, target.pk, by=actor)
    )
    text = _("%(old)s is now %(new)s in %(project)s.")
    said = {"old": item.key, "new": moved.key, "project": target.name}
    return _lead_to(request, actor, moved, text % said, operation)


@require_POST
@for_members
def duplicate(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Copy the item, with all in it, and show the copy."""
    item = Item.objects.get_by_key(key, by=actor)
    copy, operation = performed(lambda: actions.duplicate_item(item.pk, by=actor))
    text = _("%(copy)s is a copy of %(original)s.")
    said = {"copy": copy.key, "original": item.key}
    return _lead_to(request, actor, copy, text % said, operation)


def _lead_to(
    request: HtmxRequest, actor: Actor, item: Item, text: str, operation: UUID | None
) -> HttpResponse:
    undo = undo_address(operation, by=actor) if operation else ""
    messages.success(request, text, extra_tags=undo)
    return redirect("work:item", actor.workspace.slug, item.key)
