"""The bin of a workspace, and what puts things into it and back."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.bin import binned
from headway.work.filters.addresses import of_project
from headway.work.http import change_and_go
from headway.work.models import Deletion, Item
from headway.work.models.items import KEY

PAGE_ROWS = 50


@require_GET
@for_members
def bin_page(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Show what was deleted, newest first."""
    pages = Paginator(binned(by=actor), PAGE_ROWS)
    context = {
        "actor": actor,
        "keep_days": settings.HEADWAY_BIN_DAYS,
        "page": pages.get_page(request.GET.get("page")),
        "restorable": set(
            Deletion.objects.editable_by(actor).values_list("pk", flat=True)
        ),
    }
    return render(request, "work/bin.html", context)


@require_POST
@for_members
def restore(request: HtmxRequest, actor: Actor, deletion_id: int) -> HttpResponse:
    """Put what was deleted back where it was; ``show`` is the key of what to go to."""
    rows = Deletion.objects.select_related("project", "item__project")
    deletion = rows.get_for_read(deletion_id, by=actor)
    text = _("“%s” is back.") % deletion.title
    return change_and_go(
        request,
        lambda: actions.restore([deletion.pk], by=actor),
        by=actor,
        text=text,
        to=_shown(request.POST.get("show", ""), deletion, actor),
    )


def _shown(key: str, deletion: Deletion, actor: Actor) -> str:
    """Return the address of what came back, or of the bin if ``key`` is no such."""
    slug = actor.workspace.slug
    if KEY.fullmatch(key):
        return reverse("work:item", args=[slug, key])
    if key and key == deletion.project.key:
        return reverse("plan:project", args=[slug, key])
    return reverse("work:bin", args=[slug])


@require_POST
@for_members
def delete_item(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Put an item into the bin with what is in it, and go to its project."""
    item = Item.objects.get_by_key(key, by=actor)
    work = reverse("work:list", args=[actor.workspace.slug])
    return change_and_go(
        request,
        lambda: actions.delete_items([item.pk], by=actor),
        by=actor,
        text=_("%s is in the bin.") % item.key,
        to=work + of_project(item.project.key),
    )
