"""Who does what in a project: proposed as a whole, and made so."""

import re

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.plan.staffing import shown_staffing
from headway.ui.http import HtmxRequest
from headway.work.actions import ItemChange, Part, change_each
from headway.work.http import change_and_go
from headway.work.models import Project

GIVEN = re.compile(r"([1-9][0-9]{0,17}):([1-9][0-9]{0,17})(?::([1-9][0-9]{0,8}))?")
"""An item and the person who is to do it, by their ids, and the item's version."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def staffing(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Propose who does what of a project; POST has what is ticked so."""
    project = Project.objects.get_by_key(key, by=actor)
    if request.method == "POST":
        return _give(request, actor, project)
    from headway.plan.proposing import propose_people  # loads the engine

    with_assigned = "all" in request.GET
    found = propose_people(project, by=actor, with_assigned=with_assigned)
    context = {
        "actor": actor,
        "project": project,
        "rows": shown_staffing(found, by=actor),
        "found": found,
        "with_assigned": with_assigned,
    }
    return render(request, "plan/staffing.html", context)


def _give(request: HtmxRequest, actor: Actor, project: Project) -> HttpResponse:
    given = request.POST.getlist("give")
    found = [GIVEN.fullmatch(each) for each in given]
    wanted = [each.groups() for each in found if each]
    if len(wanted) < len(given):
        return HttpResponseBadRequest(_("That is nobody."))
    changes = [
        ItemChange(
            item_id=int(item),
            parts=[Part(person_id=int(person))],
            if_version=int(version) if version else None,
        )
        for item, person, version in wanted
    ]
    text = ngettext(
        "%d item is given to somebody.", "%d items are given to people.", len(changes)
    )
    return change_and_go(
        request,
        lambda: change_each(changes, by=actor),
        by=actor,
        text=text % len(changes),
        to=reverse("plan:project", args=[actor.workspace.slug, project.key]),
    )
