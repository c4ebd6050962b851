"""Who should do an item: compared, and given to one of them."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from headway.actors.models import Actor
from headway.base.numbers import asked_whole
from headway.people.http import for_members
from headway.people.models import Person
from headway.plan.choosing import shown_choices
from headway.ui.http import HtmxRequest
from headway.work.actions import Part, assign_people
from headway.work.http import change_and_go
from headway.work.models import Item


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def candidates(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Compare who could do the item; POST gives it to one of them alone."""
    item = Item.objects.get_by_key(key, by=actor)
    Item.objects.check_change(item, by=actor)
    if request.method == "POST":
        return _assign(request, actor, item)
    from headway.plan.candidates import choices_for  # loads the engine

    found = choices_for(item, by=actor)
    context = {
        "actor": actor,
        "item": item,
        "choices": shown_choices(found, by=actor),
        "until": found.until,
    }
    return render(request, "plan/candidates.html", context)


def _assign(request: HtmxRequest, actor: Actor, item: Item) -> HttpResponse:
    asked = asked_whole(request.POST.get("person", ""))
    if asked is None:
        return HttpResponseBadRequest(_("That is nobody."))
    person = Person.objects.get_for_read(asked, by=actor)
    said = {"who": person.actor.name, "item": item.key}
    return change_and_go(
        request,
        lambda: assign_people(item.pk, [Part(person_id=person.pk)], by=actor),
        by=actor,
        text=_("%(who)s does %(item)s.") % said,
        to=reverse("work:item", args=[actor.workspace.slug, item.key]),
    )
