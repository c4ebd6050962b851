"""People over REST."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.parameters import Cursor, Limit, PathId
from headway.events.rest import for_programs, for_programs_once
from headway.people import actions
from headway.people.api.asking import asked, shown
from headway.people.models import Person
from headway.people.schemas.persons import PersonIn, PersonOut, PersonPage, PersonPatch

router = Router()


@router.get("/people", operation_id="listPeople", response=PersonPage)
@for_programs
def list_people(
    request: HttpRequest,
    actor: Actor,
    cursor: Cursor = 0,
    limit: Limit = 50,
) -> HttpResponse:
    """List people; ``cursor`` is the ``next_cursor`` of the page before."""
    people = Person.objects.visible_to(actor).select_related(
        "actor", "workspace", "location"
    )
    rows = list(people.filter(pk__gt=cursor).order_by("pk")[: limit + 1])
    more = rows[limit - 1].pk if len(rows) > limit else None
    items = [PersonOut.of(row) for row in rows[:limit]]
    return shown(PersonPage, PersonPage(items=items, next_cursor=more))


@router.post("/people", operation_id="addPerson", response={201: PersonOut})
@for_programs_once
def add_person(request: HttpRequest, actor: Actor, body: PersonIn) -> HttpResponse:
    """Add someone who works, without a sign-in."""

    made = PersonOut.of(actions.add_person(by=actor, name=body.name))
    return shown(PersonOut, made, status=201)


@router.get("/people/{person}", operation_id="getPerson", response=PersonOut)
@for_programs
def get_person(request: HttpRequest, actor: Actor, person: PathId) -> HttpResponse:
    return shown(PersonOut, PersonOut.of(asked(person, by=actor)))


@router.patch("/people/{person}", operation_id="editPerson", response=PersonOut)
@for_programs
def edit_person(
    request: HttpRequest, actor: Actor, person: PathId, body: PersonPatch
) -> HttpResponse:
    """Change what was sent."""
    said = body.dict(exclude_unset=True)
    return shown(PersonOut, PersonOut.of(actions.edit_person(person, by=actor, **said)))
