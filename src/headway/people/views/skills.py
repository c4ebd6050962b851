"""What a person can do: for themselves, their lead and administrators."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.people import actions
from headway.people.forms import SkillForm
from headway.people.http import for_members
from headway.people.models import PersonSkill, Skill
from headway.people.views.frame import (
    SKILLS,
    attempt,
    change,
    find_person,
    is_close,
    page_of,
    show,
)
from headway.ui.http import HtmxRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def person_skills(request: HtmxRequest, actor: Actor, person_id: int) -> HttpResponse:
    """How well a person does what, and since when; POST says more."""
    person = find_person(actor, person_id)
    if not is_close(person, actor):
        raise NotFound
    is_self = person.actor_id == actor.pk
    form = SkillForm(request.POST or None, is_self=is_self, on=person.today())
    done = attempt(
        request,
        actor,
        form,
        lambda said: actions.rate_skill(person.pk, by=actor, **said),
        _("What %s can do is noted.") % person,
        page_of(person, actor, SKILLS),
    )
    rows = PersonSkill.objects.visible_to(actor).filter(person=person)
    known = Skill.objects.visible_to(actor).order_by("name")
    return done or show(
        request,
        "people/person_skills.html",
        actor,
        person,
        tab=SKILLS,
        forms={"form": form},
        ratings=rows.select_related("skill", "said_by").order_by(
            "skill__category", "skill__name", "-valid_from", "-pk"
        ),
        known=known.values_list("name", flat=True)[:500],
        is_self=is_self,
    )


@require_POST
@for_members
def unrate_skill(request: HtmxRequest, actor: Actor, rating_id: int) -> HttpResponse:
    rows = PersonSkill.objects.select_related("person__actor", "person__workspace")
    person = rows.get_for_read(rating_id, by=actor).person
    return change(
        request,
        actor,
        lambda: actions.unrate_skill(rating_id, by=actor),
        _("That is no longer said of %s.") % person,
        page_of(person, actor, SKILLS),
    )
