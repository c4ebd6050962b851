"""The methods of ``links``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Links:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list_all(
        self,
        *,
        project: Sequence[str] | None = None,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.ItemLink]:
        """List which items wait for which in some projects, or in all, by id."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/links",
            models.LinkPage,
            places={"workspace": workspace},
            query={
                "project": project,
                "cursor": cursor,
                "limit": limit,
                "fields": fields,
            },
        )
