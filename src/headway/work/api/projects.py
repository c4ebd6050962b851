"""Projects, and who may do what in them."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
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
    answer_done,
    for_programs,
    for_programs_once,
    sparse,
)
from headway.people.models import Person
from headway.work import actions
from headway.work.access import why_visible
from headway.work.api.histories import show_history
from headway.work.api.masked import check_history, project_shape
from headway.work.models import Grant, Project
from headway.work.schemas import (
    GRANT,
    PROJECT,
    GrantIn,
    GrantPage,
    HistoryPage,
    ProjectIn,
    ProjectOut,
    ProjectPage,
    ProjectPatch,
    ProjectPath,
    ReasonOut,
    ReasonsOut,
)

router = Router()

IsArchived = Annotated[
    bool | None, Query(description="Those of the archive alone, or all but those.")
]


@router.get("/projects", operation_id="listProjects", response=ProjectPage)
@for_programs
def list_projects(
    request: HttpRequest,
    actor: Actor,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
    is_archived: IsArchived = None,
) -> HttpResponse:
    """List the projects that you see, by id."""
    rows = Project.objects.visible_to(actor)
    if is_archived is not None:
        rows = rows.filter(archived_at__isnull=not is_archived)
    return project_shape(actor).page(rows, cursor=cursor, limit=limit, fields=fields)


@router.post("/projects", operation_id="createProject", response={201: ProjectOut})
@for_programs_once
def create_project(request: HttpRequest, actor: Actor, body: ProjectIn) -> HttpResponse:
    """Create a project that you lead; 409 when its key is taken."""
    said = body.dict(exclude={"key"})
    key = actions.key_for(body.name, wanted=body.key, by=actor)
    return answer_created(
        lambda: actions.create_project(by=actor, key=key, **said),
        shape=PROJECT,
        rows=Project.objects.visible_to(actor),
    )


@router.get("/projects/{project}", operation_id="getProject", response=ProjectOut)
@for_programs
def get_project(
    request: HttpRequest, actor: Actor, project: ProjectPath, fields: Fields = None
) -> HttpResponse:
    """Answer a project; its version is the ETag."""
    rows = Project.objects.visible_to(actor).filter(key=project)
    return project_shape(actor).answer(rows, fields=fields)


@router.patch("/projects/{project}", operation_id="editProject", response=ProjectOut)
@for_programs
def edit_project(
    request: HttpRequest,
    actor: Actor,
    project: ProjectPath,
    body: ProjectPatch,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change what was sent; 412 when ``If-Match`` names another version."""
    found = Project.objects.get_by_key(project, by=actor)
    rows = Project.objects.visible_to(actor).filter(pk=found.pk)
    said = body.dict(exclude_unset=True)
    version = version_of(if_match)
    return answer_change(
        lambda: actions.edit_project(found.pk, by=actor, if_version=version, **said),
        shape=PROJECT,
        rows=rows,
        sent=body,
    )


@router.put(
    "/projects/{project}/archive",
    operation_id="archiveProject",
    response={204: None},
)
@for_programs
def archive_project(
    request: HttpRequest, actor: Actor, project: ProjectPath
) -> HttpResponse:
    """Put a project into the archive: it is read and not changed, and not planned."""
    found = Project.objects.get_by_key(project, by=actor)
    return answer_done(lambda: actions.archive_project(found.pk, by=actor))


@router.delete(
    "/projects/{project}/archive",
    operation_id="unarchiveProject",
    response={204: None},
)
@for_programs
def unarchive_project(
    request: HttpRequest, actor: Actor, project: ProjectPath
) -> HttpResponse:
    """Take a project out of the archive; again changes nothing."""
    found = Project.objects.get_by_key(project, by=actor)
    return answer_done(lambda: actions.unarchive_project(found.pk, by=actor))


@router.get("/projects/{project}/grants", operation_id="listGrants", response=GrantPage)
@for_programs
def list_grants(
    request: HttpRequest,
    actor: Actor,
    project: ProjectPath,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List who may view, contribute to or lead the project."""
    found = Project.objects.get_by_key(project, by=actor)
    rows = Grant.objects.visible_to(actor).filter(project=found)
    return GRANT.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.put(
    "/projects/{project}/grants", operation_id="giveGrant", response={204: None}
)
@for_programs
def give_grant(
    request: HttpRequest, actor: Actor, project: ProjectPath, body: GrantIn
) -> HttpResponse:
    """Let a person or a team view, contribute to or lead it; only its leads may."""
    found = Project.objects.get_by_key(project, by=actor)
    return answer_done(lambda: actions.give_grant(found.pk, by=actor, **body.dict()))


@router.delete(
    "/projects/{project}/grants/{grant}", operation_id="takeGrant", response={204: None}
)
@for_programs
def take_grant(
    request: HttpRequest, actor: Actor, project: ProjectPath, grant: PathId
) -> HttpResponse:
    """Take a grant away; 409 when nobody would lead the project."""
    found = Project.objects.get_by_key(project, by=actor)
    rows = Grant.objects.visible_to(actor).filter(project=found)
    held = rows.get_for_read(grant, by=actor)
    return answer_done(
        lambda: actions.give_grant(
            found.pk, held.actor_id, team_id=held.team_id, by=actor, role=None
        )
    )


@router.get(
    "/projects/{project}/access/{person}",
    operation_id="getAccess",
    response=ReasonsOut,
)
@for_programs
@sparse(ReasonsOut)
def get_access(
    request: HttpRequest, actor: Actor, project: ProjectPath, person: PathId
) -> HttpResponse:
    """Say why somebody may see the project, and since when."""
    found = Project.objects.get_by_key(project, by=actor)
    people = Person.objects.visible_to(actor).select_related("actor")
    asked = people.get_for_read(person, by=actor)
    reasons = [
        ReasonOut(
            text=reason.text,
            given_by=reason.given.by if reason.given else None,
            given_at=reason.given.at if reason.given else None,
            ends_at=reason.ends_at,
        )
        for reason in why_visible(found, asked, by=actor)
    ]
    return json_answer(ReasonsOut(reasons=reasons).dict())


@router.delete(
    "/projects/{project}", operation_id="deleteProject", response={204: None}
)
@for_programs
def delete_project(
    request: HttpRequest, actor: Actor, project: ProjectPath
) -> HttpResponse:
    """Put a project into the bin, with all its items; its key stays taken."""
    found = Project.objects.get_by_key(project, by=actor)
    return answer_done(lambda: actions.delete_project(found.pk, by=actor))


@router.get(
    "/projects/{project}/history",
    operation_id="getProjectHistory",
    response=HistoryPage,
)
@for_programs
@sparse(HistoryPage)
def get_history(
    request: HttpRequest,
    actor: Actor,
    project: ProjectPath,
    cursor: Cursor = 0,
    limit: Limit = 50,
) -> HttpResponse:
    """Say what happened to a project, newest first."""
    found = Project.objects.get_by_key(project, by=actor)
    check_history(found.pk, by=actor)
    thing = ("work.project", found.pk)
    return show_history(thing, by=actor, cursor=cursor, limit=limit)
