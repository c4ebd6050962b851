"""The methods of ``states``.

Written by generate.py from docs/openapi.json: change that.
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.sending import Sender


class States:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def edit(
        self,
        state: int,
        *,
        category: Literal["todo", "doing", "waiting", "done", "cancelled"]
        | UnsetType = UNSET,
        is_review: bool | UnsetType = UNSET,
        wip_limit: int | UnsetType | None = UNSET,
        name: str | UnsetType = UNSET,
        is_default: bool | UnsetType = UNSET,
        workspace: str | None = None,
    ) -> models.State:
        """Change what was sent; the category only while nothing is in the state.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/states/{state}",
            models.State,
            places={"workspace": workspace, "state": state},
            body={
                "category": category,
                "is_review": is_review,
                "wip_limit": wip_limit,
                "name": name,
                "is_default": is_default,
            },
        )

    def remove(
        self, state: int, *, into: int | None = None, workspace: str | None = None
    ) -> None:
        """Remove a state; what is in it goes `into` another one of its type.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/states/{state}",
            type(None),
            places={"workspace": workspace, "state": state},
            query={"into": into},
        )
