"""The methods of ``search``.

Written by generate.py from docs/openapi.json: change that.
"""

from typing import Literal

from headway_client import models
from headway_client.sending import Sender


class Search:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def find_things(
        self,
        *,
        q: str | None = None,
        kind: Literal["project", "item", "person", "view"] | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> models.Hits:
        """Find projects, items and people by name, key, title or description."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/search",
            models.Hits,
            places={"workspace": workspace},
            query={"q": q, "kind": kind, "limit": limit, "fields": fields},
        )
