"""The methods of ``invitations``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Invitations:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Invitation]:
        """List the invitations that wait to be accepted, by id.

        Takes a token that may administer.
        """
        return self._sender.rows(
            "/api/v1/w/{workspace}/invitations",
            models.InvitationPage,
            places={"workspace": workspace},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )
