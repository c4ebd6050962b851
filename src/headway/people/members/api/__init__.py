"""Who belongs to a workspace, over REST: all that its settings do."""

from ninja import Router

from headway.people.members.api.members import router as members
from headway.people.members.api.teams import router as teams
from headway.people.members.api.workspaces import outside
from headway.people.members.api.workspaces import router as workspaces

router = Router(tags=["members"])
for part in (workspaces, members, teams):
    router.add_router("", part)

__all__ = ["outside", "router"]
