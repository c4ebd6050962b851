"""The methods of ``load``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence

from headway_client import models
from headway_client.paging import Rows
from headway_client.sending import Sender


class Load:
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
    ) -> Rows[models.Load]:
        """List how busy people are: those of some projects, or all."""
        return self._sender.rows(
            "/api/v1/w/{workspace}/load",
            models.LoadPage,
            places={"workspace": workspace},
            query={
                "project": project,
                "cursor": cursor,
                "limit": limit,
                "fields": fields,
            },
        )
