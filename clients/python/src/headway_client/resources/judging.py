"""The methods of ``judging``.

Written by generate.py from docs/openapi.json: change that.
"""

from typing import Literal

from headway_client import models
from headway_client.sending import Sender


class Judging:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def get(self, *, workspace: str | None = None) -> models.Judging:
        """Say how new projects judge work."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/judging",
            models.Judging,
            places={"workspace": workspace},
        )

    def change(
        self,
        *,
        front: Literal[
            "importance",
            "stars",
            "moscow",
            "rice",
            "wsjf",
            "cost",
            "eisenhower",
            "order",
        ],
        workspace: str | None = None,
    ) -> models.Judging:
        """Choose how new projects judge work; those that there are stay as they are.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/judging",
            models.Judging,
            places={"workspace": workspace},
            body={"front": front},
        )
