"""The methods of ``labels``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.sending import Sender


class Labels:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(self, *, workspace: str | None = None) -> models.Labels:
        """List all labels of the workspace; for guests none."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/labels",
            models.Labels,
            places={"workspace": workspace},
        )
