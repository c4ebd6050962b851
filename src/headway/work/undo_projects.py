"""Take back that a project went into the archive, or came out of it."""

from headway.events.ports import Undos
from headway.work.actions import archive_project, unarchive_project
from headway.work.facts_projects import ProjectArchived, ProjectUnarchived
from headway.work.undoable import opposite

UNDOS: Undos = {
    ProjectArchived.kind: opposite(unarchive_project),
    ProjectUnarchived.kind: opposite(archive_project),
}
"""Where somebody has done so meanwhile, nothing changes."""
