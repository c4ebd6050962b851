"""The methods of ``today``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.sending import Sender


class Today:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Items:
        """List your open items in the order of the plan, at most 100."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/today",
            models.Items,
            places={"workspace": workspace},
            query={"fields": fields},
        )
