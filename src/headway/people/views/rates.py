"""What an hour of a person costs: for administrators alone."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.base.money import format_minor
from headway.people import actions
from headway.people.forms import RateForm
from headway.people.http import for_members
from headway.people.models import Rate
from headway.people.views.frame import (
    RATES,
    attempt,
    change,
    find_person,
    page_of,
    show,
)
from headway.ui.http import HtmxRequest


class ShownRate(NamedTuple):
    rate: Rate
    amount: str
    is_now: bool


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def person_rates(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """What an hour of a person costs and is sold for, by date; POST says more."""
    person = find_person(actor, person_id)
    if not actor.is_administrator:
        raise NotFound
    form = RateForm(request.POST or None, initial={"valid_from": person.today()})
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.set_rate(person.pk, by=actor, **said),
        _("The rate of %s is kept.") % person,
        page_of(person, actor, RATES),
    )
    rows = Rate.objects.visible_to(actor).filter(person=person)
    ordered = rows.order_by("kind", "-valid_from")
    return done or show(
        request,
        "people/person_rates.html",
        actor,
        person,
        tab=RATES,
        forms={"form": form},
        rates=list(_shown(ordered, today=person.today())),
    )


def _shown(rates: Iterable[Rate], *, today: date) -> Iterator[ShownRate]:
    """Yield the rates, of each kind the last one first."""
    holding: set[str] = set()
    for rate in rates:
        is_now = rate.valid_from <= today and rate.kind not in holding
        if is_now:
            holding.add(rate.kind)
        yield ShownRate(rate, format_minor(rate.amount_minor, rate.currency), is_now)


@require_POST
@for_members
def remove_rate(request: HtmxRequest, actor: Actor, rate_id: int) -> HttpResponse:
    rows = Rate.objects.select_related("person__actor", "person__workspace")
    person = rows.get_for_read(rate_id, by=actor).person
    return change(
        request,
        actor,
        lambda: actions.remove_rate(rate_id, by=actor),
        _("The rate of %s is as before.") % person,
        page_of(person, actor, RATES),
    )
