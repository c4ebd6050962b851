"""An administrator helps somebody who lost their second factors."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.actors.models import Actor
from headway.people.account.actions import remove_all_factors
from headway.people.http import for_members
from headway.ui.http import HtmxRequest


@require_POST
@for_members
def remove_factors(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    person = remove_all_factors(person_id, by=actor)
    messages.success(request, _("%s signs in without a second factor now.") % person)
    return redirect("people:person", actor.workspace.slug, person_id)
