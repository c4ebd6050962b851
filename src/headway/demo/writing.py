"""The demo's work as projects and items, taken over as from another program."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from headway.actors.models import Actor
from headway.base.files import received
from headway.demo import people as content
from headway.demo.briefs import CURRENT, PAST
from headway.demo.history import Told
from headway.demo.organisation import Organisation
from headway.demo.tasks import Task, Wait
from headway.work.actions import (
    ImportedItem,
    ImportedLink,
    Part,
    archive_project,
    attach_file,
    create_project,
    edit_state,
    give_grant,
    import_outline,
)
from headway.work.models import Drive, GrantRole, Project, State, WorkflowState

SOURCE = "sample data"
"""Where the items come from, as their histories say."""

FILES = {
    "ORC": (
        "Notes from the first visit.md",
        "# First visit\n\nSix growers, two phones, one paper diary.\n",
    ),
    "LIB": (
        "Sign list.csv",
        "place,size,languages\nmain door,120 x 60,2\nlifts,30 x 30,2\n",
    ),
    "GRN": (
        "Readings house two.csv",
        "hour,soil,air\n06:00,31,14\n12:00,27,22\n18:00,25,19\n",
    ),
}
"""Of some projects a file: its name and what is in it."""

MOST_AT_ONCE = 2
"""How many items a project means to have in progress, and how many in review."""


def write(told: Told, organisation: Organisation) -> Project:
    """Create the project with its grants, and all of its items in bulk."""
    by, brief = organisation.founder, told.brief
    project = create_project(
        by=by, key=brief.key, name=brief.name, target_on=_target(told, organisation)
    )
    lead, *others = told.members
    holder = organisation.people[lead].actor_id
    give_grant(project.pk, holder, by=by, role=GrantRole.LEAD)
    if brief in CURRENT:
        for who in others:
            holder = organisation.people[who].actor_id
            give_grant(project.pk, holder, by=by, role=GrantRole.CONTRIBUTOR)
    else:
        for team in organisation.teams.values():
            give_grant(project.pk, by=by, role=GrantRole.CONTRIBUTOR, team_id=team.pk)
    tasks = told.work.tasks
    import_outline(
        project.pk,
        [_row(task, brief.key, organisation) for task in tasks],
        [_link(wait, task, brief.key) for task in tasks for wait in task.waits],
        source=SOURCE,
        by=by,
    )
    return project


def share(projects: dict[str, Project], organisation: Organisation) -> None:
    """Let the guest and the teams see what they see."""
    by = organisation.founder
    guest = content.GUEST.split(" | ")[0]
    give_grant(
        projects[content.GUEST_SEES].pk,
        organisation.people[guest].actor_id,
        by=by,
        role=GrantRole.VIEWER,
        hides=content.GUEST_HIDES,
    )
    for name, key in (("Software", "THE"), ("Workshop", "FRY")):
        give_grant(
            projects[key].pk,
            by=by,
            role=GrantRole.VIEWER,
            team_id=organisation.teams[name].pk,
        )


def attach(projects: dict[str, Project], by: Actor) -> None:
    """Give one item of some projects a file."""
    for key, (name, text) in FILES.items():
        item = projects[key].items.filter(state=State.DONE, depth=2).earliest("number")
        with received([text.encode()], name=name) as draft:
            attach_file(item.pk, name, draft, by=by)


def limit_work(by: Actor) -> None:
    """Say how much should be under way at once; some projects have more."""
    states = WorkflowState.objects.visible_to(by).filter(category=State.DOING)
    for state in states:
        edit_state(state.pk, by=by, wip_limit=MOST_AT_ONCE)


def put_away(projects: dict[str, Project], by: Actor) -> None:
    """Archive what is over: it is learnt from, and in nobody's way."""
    for brief in PAST:
        archive_project(projects[brief.key].pk, by=by)


def _target(told: Told, organisation: Organisation) -> date | None:
    """The day of the last deadline; what is over has none left."""
    zone = ZoneInfo(organisation.workspace.zone)
    deadlines = (task.deadline for task in told.work.tasks)
    return max(
        (moment.astimezone(zone).date() for moment in deadlines if moment),
        default=None,
    )


def _id(name: str, key: str) -> str:
    """Name a task as no other project does: it may move to any of them."""
    return f"{key} {name}"


def _link(wait: Wait, task: Task, key: str) -> ImportedLink:
    return ImportedLink(
        before=_id(wait.before, key),
        after=_id(task.name, key),
        kind=wait.kind,
        lag_minutes=wait.lag,
    )


def _row(task: Task, key: str, organisation: Organisation) -> ImportedItem:
    people = [organisation.people[who] for who in task.people]
    by = people[0].actor_id if people else organisation.founder.pk
    return ImportedItem(
        external_id=_id(task.name, key),
        parent=_id(task.parent, key) if task.parent else None,
        said=_said(task),
        parts=tuple(Part(person_id=person.pk) for person in people),
        made_at=task.created,
        finished_by_id=by if task.state == "done" else None,
    )


def _said(task: Task) -> dict[str, Any]:
    drive = Drive.EFFORT if task.is_summary else Drive(task.drive)
    amount = "effort_minutes" if drive == Drive.EFFORT else "duration_minutes"
    is_amount = drive != Drive.MILESTONE and not task.is_summary
    return {
        "title": task.title,
        "description": task.description,
        "drive": drive,
        "is_joint": task.is_joint and len(task.people) > 1,
        "effort_minutes": None,
        "duration_minutes": None,
        **({amount: task.estimate or _length(task)} if is_amount else {}),
        "remaining_minutes": task.remaining,
        "spent_minutes": task.spent,
        "deadline": task.deadline,
        "starts_no_earlier": task.starts_no_earlier,
        "state": State(task.state),
        "started_at": task.starts,
        "finished_at": task.ends,
    }


def _length(task: Task) -> int | None:
    """What nobody estimated has no effort, but a duration is known."""
    return None if task.drive == "effort" else task.size
