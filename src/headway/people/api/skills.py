"""Skills over REST: for the person, their lead and administrators."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.parameters import PathId
from headway.events.rest import answer_done, for_programs, for_programs_once, sparse
from headway.people import actions
from headway.people.api.asking import asked, changed, listed
from headway.people.models import PersonSkill
from headway.people.schemas.skills import SkillIn, SkillList, SkillOut

router = Router()


@router.get("/people/{person}/skills", operation_id="listSkills", response=SkillList)
@for_programs
@sparse(SkillList)
def list_skills(request: HttpRequest, actor: Actor, person: PathId) -> HttpResponse:
    """List what is known of a person; nothing for whom it does not concern."""
    found = asked(person, by=actor)
    rows = PersonSkill.objects.visible_to(actor).filter(person=found)
    ordered = rows.select_related("skill").order_by("skill__name", "-valid_from", "pk")
    return listed(map(SkillOut.of, ordered))


@router.post(
    "/people/{person}/skills", operation_id="rateSkill", response={201: SkillOut}
)
@for_programs_once
def rate_skill(
    request: HttpRequest,
    actor: Actor,
    person: PathId,
    body: SkillIn,
) -> HttpResponse:
    """Say how well a person does something from a day on."""
    found = asked(person, by=actor)
    return changed(
        lambda: actions.rate_skill(found.pk, by=actor, **body.dict()),
        SkillOut.of,
        status=201,
    )


@router.delete("/skills/{rating}", operation_id="unrateSkill", response={204: None})
@for_programs
def unrate_skill(request: HttpRequest, actor: Actor, rating: PathId) -> HttpResponse:
    """Take back what was said."""
    return answer_done(lambda: actions.unrate_skill(rating, by=actor))
