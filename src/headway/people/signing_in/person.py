"""An administrator lets somebody choose a new password."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.people.models import Person
from headway.people.signing_in.actions import make_reset_link
from headway.ui.http import HtmxRequest


@never_cache
@require_POST
@for_members
def reset_link_page(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """Mail the link; where no mail is sent, show it this once to be passed on."""
    link = make_reset_link(person_id, by=actor)
    people = Person.objects.select_related("actor", "user")
    person = people.get_for_read(person_id, by=actor)
    if not link:
        messages.success(request, _("A link to a new password goes to %s.") % person)
        return redirect("people:person", actor.workspace.slug, person_id)
    context = {"actor": actor, "person": person, "link": link}
    return render(request, "people/reset_link.html", context)
