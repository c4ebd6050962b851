"""The methods of ``planning``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.sending import Sender


class Planning:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def get(self, *, workspace: str | None = None) -> models.Planning:
        """Say how plans are made, and how old the present one is."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/planning",
            models.Planning,
            places={"workspace": workspace},
        )

    def change(
        self, *, is_by_hand: bool, workspace: str | None = None
    ) -> models.Planning:
        """Plan when somebody asks, or after every change.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/planning",
            models.Planning,
            places={"workspace": workspace},
            body={"is_by_hand": is_by_hand},
        )
