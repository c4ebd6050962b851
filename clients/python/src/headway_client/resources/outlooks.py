"""The methods of ``outlooks``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Outlooks:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        project: Sequence[str] | None = None,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.ItemOutlook]:
        """List what the plan says of the items of some projects, or of all, by id."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/outlooks",
            models.ItemOutlookPage,
            places={"workspace": workspace},
            query={
                "project": project,
                "cursor": cursor,
                "limit": limit,
                "fields": fields,
            },
        )
