"""Take back that a project went into the archive, or came out of it."""

from collections.abc import Sequence

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Kept, Undos
from headway.work import actions
from headway.work.facts_projects import ProjectArchived, ProjectUnarchived


def undo_archiving(events: Sequence[Event], by: Actor) -> list[Kept]:
    """Take projects out; where somebody has done so meanwhile, nothing changes."""
    for event in events:
        actions.unarchive_project(event.subject_id, by=by)
    return []


def undo_unarchiving(events: Sequence[Event], by: Actor) -> list[Kept]:
    for event in events:
        actions.archive_project(event.subject_id, by=by)
    return []


UNDOS: Undos = {
    ProjectArchived.kind: undo_archiving,
    ProjectUnarchived.kind: undo_unarchiving,
}
