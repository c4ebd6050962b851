"""The methods of ``teams``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Teams:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Team]:
        """List all teams, by id; guests see none."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/teams",
            models.TeamPage,
            places={"workspace": workspace},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def create(
        self,
        *,
        name: str,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Team:
        """Create a team without anybody in it; 409 when its name is taken.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/teams",
            models.Team,
            places={"workspace": workspace},
            body={"name": name},
            key=idempotency_key,
        )

    def get(
        self, team: int, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Team:
        """Say what a team is called."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/teams/{team}",
            models.Team,
            places={"workspace": workspace, "team": team},
            query={"fields": fields},
        )

    def rename(
        self, team: int, *, name: str, workspace: str | None = None
    ) -> models.Team:
        """Give a team another name; 409 when that is taken.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/teams/{team}",
            models.Team,
            places={"workspace": workspace, "team": team},
            body={"name": name},
        )

    def dissolve(self, team: int, *, workspace: str | None = None) -> None:
        """Delete a team, and what it was granted with it.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/teams/{team}",
            type(None),
            places={"workspace": workspace, "team": team},
        )

    def list_people(
        self,
        team: int,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.TeamMember]:
        """List who is in a team, the first to come first."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/teams/{team}/people",
            models.TeamMemberPage,
            places={"workspace": workspace, "team": team},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def join(self, team: int, person: int, *, workspace: str | None = None) -> None:
        """Put somebody into a team.

        Takes a token that may administer.
        """
        self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/teams/{team}/people/{person}",
            type(None),
            places={"workspace": workspace, "team": team, "person": person},
        )

    def leave(self, team: int, person: int, *, workspace: str | None = None) -> None:
        """Take somebody out of a team.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/teams/{team}/people/{person}",
            type(None),
            places={"workspace": workspace, "team": team, "person": person},
        )
