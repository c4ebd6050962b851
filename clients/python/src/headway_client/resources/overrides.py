"""The methods of ``overrides``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Overrides:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        project: str | None = None,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Override]:
        """List what people put before other work; guests are shown none."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/overrides",
            models.OverridePage,
            places={"workspace": workspace},
            query={
                "project": project,
                "cursor": cursor,
                "limit": limit,
                "fields": fields,
            },
        )

    def remove(self, override: int, *, workspace: str | None = None) -> None:
        """Give the item the place again that it is worth."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/overrides/{override}",
            type(None),
            places={"workspace": workspace, "override": override},
        )
