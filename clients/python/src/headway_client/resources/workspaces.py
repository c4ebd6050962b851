"""The methods of ``workspaces``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Workspaces:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
    ) -> Rows[models.MyWorkspace]:
        """List the workspaces that you belong to; to a token the one that it is for."""
        return self._sender.rows(
            "/api/v1/workspaces",
            models.MyWorkspacePage,
            places={},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )
