"""The methods of ``labels``.

Written by generate.py from docs/openapi.json: change that.
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.sending import Sender


class Labels:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Labels:
        """List all labels of the workspace; for guests none."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/labels",
            models.Labels,
            places={"workspace": workspace},
            query={"fields": fields},
        )

    def edit(
        self,
        label: int,
        *,
        name: str | UnsetType = UNSET,
        colour: Literal["blue", "green", "violet", "amber", "red", "grey"]
        | UnsetType = UNSET,
        workspace: str | None = None,
    ) -> models.Label:
        """Call a label otherwise, or give it another colour; 409 if the name is
        taken.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/labels/{label}",
            models.Label,
            places={"workspace": workspace, "label": label},
            body={"name": name, "colour": colour},
        )

    def remove(
        self, label: int, *, into: int | None = None, workspace: str | None = None
    ) -> None:
        """Take a label off all items; with `into` they carry that label instead.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/labels/{label}",
            type(None),
            places={"workspace": workspace, "label": label},
            query={"into": into},
        )
