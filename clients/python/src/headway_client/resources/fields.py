"""The methods of ``fields``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.sending import Sender


class Fields:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self, *, fields: str | None = None, workspace: str | None = None
    ) -> models.Fields:
        """List the fields of the workspace, archived ones too; guests know some of
        them.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/fields",
            models.Fields,
            places={"workspace": workspace},
            query={"fields": fields},
        )

    def add(
        self,
        *,
        name: str,
        kind: Literal[
            "text", "number", "date", "yes_no", "option", "options", "person", "address"
        ],
        options: Sequence[models.OptionIn] | UnsetType = UNSET,
        type_ids: Sequence[int] | UnsetType = UNSET,
        is_shown_to_guests: bool | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Field:
        """Give the workspace a field; 409 if the name is taken.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/fields",
            models.Field,
            places={"workspace": workspace},
            body={
                "name": name,
                "kind": kind,
                "options": options,
                "type_ids": type_ids,
                "is_shown_to_guests": is_shown_to_guests,
            },
            key=idempotency_key,
        )

    def edit(
        self,
        field: int,
        *,
        name: str | UnsetType = UNSET,
        options: Sequence[models.OptionIn] | UnsetType = UNSET,
        type_ids: Sequence[int] | UnsetType = UNSET,
        is_shown_to_guests: bool | UnsetType = UNSET,
        workspace: str | None = None,
    ) -> models.Field:
        """Change a field; 409 if an option would go that an item has.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/fields/{field}",
            models.Field,
            places={"workspace": workspace, "field": field},
            body={
                "name": name,
                "options": options,
                "type_ids": type_ids,
                "is_shown_to_guests": is_shown_to_guests,
            },
        )

    def remove(self, field: int, *, workspace: str | None = None) -> None:
        """Remove a field in which nothing is said.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/fields/{field}",
            type(None),
            places={"workspace": workspace, "field": field},
        )

    def archive(self, field: int, *, workspace: str | None = None) -> models.Field:
        """Let a field take nothing more; what was said in it stays.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/fields/{field}/archive",
            models.Field,
            places={"workspace": workspace, "field": field},
        )

    def unarchive(self, field: int, *, workspace: str | None = None) -> models.Field:
        """Let items say something in an archived field again.

        Takes a token that may administer.
        """
        return self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/fields/{field}/archive",
            models.Field,
            places={"workspace": workspace, "field": field},
        )
