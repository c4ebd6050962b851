"""Skills over REST: for the person, their lead and administrators."""

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from headway.people import actions
from headway.people.api.asking import Key, acting, asked, created
from headway.people.models import PersonSkill
from headway.people.schemas.skills import SkillIn, SkillOut

router = Router()


@router.get(
    "/people/{person}/skills", operation_id="listSkills", response=list[SkillOut]
)
def list_skills(
    request: HttpRequest, workspace: Path[str], person: int
) -> list[SkillOut]:
    """List what is known of a person; nothing for whom it does not concern."""
    actor, found = asked(request, workspace, person)
    rows = PersonSkill.objects.visible_to(actor).filter(person=found)
    ordered = rows.select_related("skill").order_by("skill__name", "-valid_from", "pk")
    return [SkillOut.of(row) for row in ordered]


@router.post(
    "/people/{person}/skills", operation_id="rateSkill", response={201: SkillOut}
)
def rate_skill(
    request: HttpRequest,
    workspace: Path[str],
    person: int,
    body: SkillIn,
    key: Key = None,
) -> HttpResponse:
    """Say how well a person does something from a day on."""
    actor, found = asked(request, workspace, person)

    def act() -> SkillOut:
        return SkillOut.of(actions.rate_skill(found.pk, by=actor, **body.dict()))

    return created(request, act, by=actor, key=key)


@router.delete("/skills/{rating}", operation_id="unrateSkill", response={204: None})
def unrate_skill(
    request: HttpRequest, workspace: Path[str], rating: int
) -> HttpResponse:
    """Take back what was said."""
    actions.unrate_skill(rating, by=acting(request, workspace))
    return HttpResponse(status=204)
