"""What the pages of one person share: who it is, their tabs, and how changes end."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.base.forms import Form
from headway.events.actions import performed
from headway.events.http import undo_address
from headway.people.models import Person
from headway.ui.http import HtmxRequest


class Tab(NamedTuple):
    label: str | Promise
    url: str
    is_current: bool


HOURS = "people:person"
AWAY = "people:person_away"
BUSY = "people:person_busy"
SKILLS = "people:person_skills"
RATES = "people:person_rates"

TABS = {HOURS: _("Hours"), AWAY: _("Away"), BUSY: _("Busy")}
"""The pages of one person that everybody sees."""

PAGES = {
    "people:people": _("Everyone"),
    "people:everyone_away": _("Away"),
    "people:places": _("Places and holidays"),
}
"""The pages of all of them."""


def find_person(actor: Actor, person_id: int) -> Person:
    people = Person.objects.select_related("actor", "workspace", "location")
    return people.get_for_read(person_id, by=actor)


def page_of(person: Person, actor: Actor, tab: str = HOURS) -> str:
    return reverse(tab, args=[actor.workspace.slug, person.pk])


def show(
    request: HtmxRequest,
    template: str,
    actor: Actor,
    person: Person,
    *,
    tab: str,
    forms: dict[str, Form],
    **context: Any,
) -> HttpResponse:
    """Render one tab of the person; 422 when one of ``forms`` has errors."""
    frame = {
        "actor": actor,
        "person": person,
        "zone": person.local_zone,
        "today": person.today(),
        "is_mine": Person.objects.editable_by(actor).filter(pk=person.pk).exists(),
        "tabs": [
            Tab(label, page_of(person, actor, name), name == tab)
            for name, label in _tabs(person, actor).items()
        ],
    }
    is_invalid = any(form.is_bound and form.errors for form in forms.values())
    status = 422 if is_invalid else 200
    return render(request, template, frame | forms | context, status=status)


def is_close(person: Person, actor: Actor) -> bool:
    """Whether the actor is the person, leads them or administers the workspace."""
    if actor.is_administrator or person.actor_id == actor.pk:
        return True
    return person.lead is not None and person.lead.actor_id == actor.pk


def _tabs(person: Person, actor: Actor) -> dict[str, str | Promise]:
    shown: dict[str, str | Promise] = dict(TABS)
    if is_close(person, actor):
        shown[SKILLS] = _("Skills")
    if actor.is_administrator:
        shown[RATES] = _("Rates")
    return shown


def change(
    request: HtmxRequest, actor: Actor, act: Callable[[], object], text: str, back: str
) -> HttpResponse:
    """Run an action and go ``back``, saying ``text`` with its Undo if it did anything.

    Raises what the action raises.
    """
    _result, operation = performed(act)
    if operation:
        undo = undo_address(operation, by=actor)
        messages.success(request, text, extra_tags=undo)
    return redirect(back)


def attempt(
    request: HtmxRequest,
    actor: Actor,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    text: str,
    back: str,
) -> HttpResponse | None:
    """Run an action with what the form says, as :func:`change` does.

    None when the form is not understood or a rule says no: then the form says why.
    """
    if not form.is_valid():
        return None
    said = form.cleaned_data
    try:
        return change(request, actor, lambda: act(said), text, back)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def people_tabs(request: HtmxRequest, actor: Actor) -> list[Tab]:
    """The pages of everyone."""
    here = request.path
    urls = {name: reverse(name, args=[actor.workspace.slug]) for name in PAGES}
    return [Tab(PAGES[name], url, url == here) for name, url in urls.items()]
