"""People over REST."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.parameters import (
    Cursor,
    Fields,
    IfMatch,
    Limit,
    PathId,
    version_of,
)
from headway.events.rest import (
    answer_change,
    answer_created,
    for_administrators_once,
    for_programs,
)
from headway.people import actions
from headway.people.models import Person
from headway.people.schemas.persons import (
    PERSON,
    PersonIn,
    PersonOut,
    PersonPage,
    PersonPatch,
)

router = Router()


@router.get("/people", operation_id="listPeople", response=PersonPage)
@for_programs
def list_people(
    request: HttpRequest,
    actor: Actor,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List people; ``cursor`` is the ``next_cursor`` of the page before."""
    rows = Person.objects.visible_to(actor)
    return PERSON.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.post("/people", operation_id="addPerson", response={201: PersonOut})
@for_administrators_once
def add_person(request: HttpRequest, actor: Actor, body: PersonIn) -> HttpResponse:
    """Add someone who works, without a sign-in."""
    return answer_created(
        lambda: actions.add_person(by=actor, name=body.name),
        shape=PERSON,
        rows=Person.objects.visible_to(actor),
    )


@router.get("/people/{person}", operation_id="getPerson", response=PersonOut)
@for_programs
def get_person(
    request: HttpRequest, actor: Actor, person: PathId, fields: Fields = None
) -> HttpResponse:
    """Answer a person; their version is the ETag."""
    rows = Person.objects.visible_to(actor).filter(pk=person)
    return PERSON.answer(rows, fields=fields)


@router.patch("/people/{person}", operation_id="editPerson", response=PersonOut)
@for_programs
def edit_person(
    request: HttpRequest,
    actor: Actor,
    person: PathId,
    body: PersonPatch,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change what was sent; 412 when ``If-Match`` names another version."""
    said = body.dict(exclude_unset=True)
    version = version_of(if_match)
    return answer_change(
        lambda: actions.edit_person(person, by=actor, if_version=version, **said),
        shape=PERSON,
        rows=Person.objects.visible_to(actor).filter(pk=person),
        sent=body,
    )
