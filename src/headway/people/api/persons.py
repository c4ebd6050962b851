"""People over REST."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from headway.people import actions
from headway.people.api.asking import Key, acting, asked, created
from headway.people.models import Person
from headway.people.schemas.persons import PersonIn, PersonOut, PersonPage, PersonPatch

router = Router()


@router.get("/people", operation_id="listPeople", response=PersonPage)
def list_people(
    request: HttpRequest,
    workspace: Path[str],
    cursor: int = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> PersonPage:
    """List people; ``cursor`` is the ``next_cursor`` of the page before."""
    actor = acting(request, workspace)
    people = Person.objects.visible_to(actor).select_related(
        "actor", "workspace", "location"
    )
    rows = list(people.filter(pk__gt=cursor).order_by("pk")[: limit + 1])
    more = rows[limit - 1].pk if len(rows) > limit else None
    items = [PersonOut.of(row) for row in rows[:limit]]
    return PersonPage(items=items, next_cursor=more)


@router.post("/people", operation_id="addPerson", response={201: PersonOut})
def add_person(
    request: HttpRequest, workspace: Path[str], body: PersonIn, key: Key = None
) -> HttpResponse:
    """Add someone who works, without a sign-in."""
    actor = acting(request, workspace)

    def act() -> PersonOut:
        return PersonOut.of(actions.add_person(by=actor, name=body.name))

    return created(request, act, by=actor, key=key)


@router.get("/people/{person}", operation_id="getPerson", response=PersonOut)
def get_person(request: HttpRequest, workspace: Path[str], person: int) -> PersonOut:
    return PersonOut.of(asked(request, workspace, person)[1])


@router.patch("/people/{person}", operation_id="editPerson", response=PersonOut)
def edit_person(
    request: HttpRequest, workspace: Path[str], person: int, body: PersonPatch
) -> PersonOut:
    """Change what was sent."""
    actor = acting(request, workspace)
    said = body.dict(exclude_unset=True)
    return PersonOut.of(actions.edit_person(person, by=actor, **said))
