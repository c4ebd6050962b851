"""Who may do what in a project: the page, its changes, and why."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.people.http import for_members
from headway.people.models import Person, Team
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.access import grants_on, why_visible
from headway.work.forms.access import GrantForm
from headway.work.models import GrantRole, Hidden, Project

PERSON_ID = re.compile(r"[0-9]{1,18}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def access(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Show who holds which grant; POST gives, changes or takes away one.

    ``?person=7`` also says why that person may see the project.
    """
    project = Project.objects.get_by_key(key, by=actor)
    form = GrantForm(request.POST or None)
    if request.method == "POST":
        Project.objects.check_leads(project, by=actor)
    if form.is_valid():
        try:
            actions.give_grant(project.pk, by=actor, **form.to_grant(by=actor))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It is so from now on."))
            return redirect("work:access", actor.workspace.slug, key)
    context = _context(request, actor, project, form)
    status = 422 if form.is_bound else 200
    return render(request, "work/access/access.html", context, status=status)


def _context(
    request: HtmxRequest, actor: Actor, project: Project, form: GrantForm
) -> dict[str, Any]:
    people = Person.objects.visible_to(actor).select_related("actor")
    asked = PERSON_ID.fullmatch(request.GET.get("person", ""))
    person = people.get_for_read(int(asked[0]), by=actor) if asked else None
    return {
        "actor": actor,
        "project": project,
        "form": form,
        "grants": grants_on(project, by=actor),
        "is_lead": Project.objects.led_by(actor).filter(pk=project.pk).exists(),
        "people": people.order_by("actor__name", "pk"),
        "teams": Team.objects.visible_to(actor).order_by("name"),
        "hideable": Hidden.choices,
        "roles": GrantRole.choices,
        "asked": person,
        "reasons": why_visible(project, person, by=actor) if person else [],
    }
