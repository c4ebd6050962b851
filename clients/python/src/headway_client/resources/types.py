"""The methods of ``types``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.sending import Sender


class Types:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Types:
        """List the types of items with their states."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/types",
            models.Types,
            places={"workspace": workspace},
            query={"fields": fields},
        )

    def add(
        self,
        *,
        name: str,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Type:
        """Add a type, with the usual states.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/types",
            models.Type,
            places={"workspace": workspace},
            body={"name": name},
            key=idempotency_key,
        )

    def rename(
        self, kind: int, *, name: str, workspace: str | None = None
    ) -> models.Type:
        """Call a type otherwise.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/types/{kind}",
            models.Type,
            places={"workspace": workspace, "kind": kind},
            body={"name": name},
        )

    def remove(self, kind: int, *, workspace: str | None = None) -> None:
        """Remove a type of which there are no items.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/types/{kind}",
            type(None),
            places={"workspace": workspace, "kind": kind},
        )

    def order_states(
        self, kind: int, *, states: Sequence[int], workspace: str | None = None
    ) -> None:
        """Put the states of a type, and so the columns of boards, in order.

        Takes a token that may administer.
        """
        self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/types/{kind}/order",
            type(None),
            places={"workspace": workspace, "kind": kind},
            body={"states": states},
        )

    def add_state(
        self,
        kind: int,
        *,
        category: Literal["todo", "doing", "waiting", "done", "cancelled"],
        name: str,
        is_review: bool | UnsetType = UNSET,
        wip_limit: int | UnsetType | None = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.State:
        """Add a state behind the last of its category.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/types/{kind}/states",
            models.State,
            places={"workspace": workspace, "kind": kind},
            body={
                "category": category,
                "is_review": is_review,
                "wip_limit": wip_limit,
                "name": name,
            },
            key=idempotency_key,
        )
