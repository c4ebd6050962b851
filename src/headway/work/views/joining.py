"""A placeholder turns out to be somebody: said on its page, by administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from headway.actors.models import Actor
from headway.base.errors import Malformed, Refused
from headway.events.actions import performed
from headway.events.http import undo_address
from headway.people.http import for_members
from headway.people.models import Person
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.forms.joining import JoinForm


@require_POST
@for_members
def join(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """Say who the placeholder is, and go to that person's page."""
    people = Person.objects.select_related("actor")
    placeholder = people.get_for_read(person_id, by=actor)
    actor.check_administers()
    form = JoinForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("Say who that is."))
    wanted = form.cleaned_data["person"]
    try:
        person, operation = performed(
            lambda: actions.join_person(placeholder.pk, wanted, by=actor)
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("people:person", actor.workspace.slug, placeholder.pk)
    said = {"name": placeholder.actor.name, "person": person}
    text = _("“%(name)s” is %(person)s: all that they had is theirs.") % said
    undo = undo_address(operation, by=actor) if operation else ""
    messages.success(request, text, extra_tags=undo)
    return redirect("people:person", actor.workspace.slug, person.pk)
