"""The methods of ``views``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.sending import Sender


class Views:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self, *, fields: str | None = None, workspace: str | None = None
    ) -> models.SavedViews:
        """List one's own saved views and those that are shared, by name."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/views",
            models.SavedViews,
            places={"workspace": workspace},
            query={"fields": fields},
        )

    def save(
        self,
        *,
        name: str,
        query: str,
        columns: Sequence[str] | UnsetType = UNSET,
        grouping: str | UnsetType = UNSET,
        page: Literal["list", "board", "timeline", "calendar"] | UnsetType = UNSET,
        zoom: Literal["day", "week", "quarter"] | UnsetType = UNSET,
        has_chains: bool | UnsetType = UNSET,
        is_shared: bool | UnsetType = UNSET,
        is_pinned: bool | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.SavedView:
        """Keep a filter under a name, where it opens, and how its pages look."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/views",
            models.SavedView,
            places={"workspace": workspace},
            body={
                "name": name,
                "query": query,
                "columns": columns,
                "grouping": grouping,
                "page": page,
                "zoom": zoom,
                "has_chains": has_chains,
                "is_shared": is_shared,
                "is_pinned": is_pinned,
            },
            key=idempotency_key,
        )

    def get(self, view: int, *, workspace: str | None = None) -> models.SavedView:
        """Get one saved view."""
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/views/{view}",
            models.SavedView,
            places={"workspace": workspace, "view": view},
        )

    def change(
        self,
        view: int,
        *,
        name: str | UnsetType = UNSET,
        query: str | UnsetType = UNSET,
        columns: Sequence[str] | UnsetType = UNSET,
        grouping: str | UnsetType = UNSET,
        page: Literal["list", "board", "timeline", "calendar"] | UnsetType = UNSET,
        zoom: Literal["day", "week", "quarter"] | UnsetType = UNSET,
        has_chains: bool | UnsetType = UNSET,
        is_shared: bool | UnsetType = UNSET,
        is_pinned: bool | UnsetType = UNSET,
        workspace: str | None = None,
    ) -> models.SavedView:
        """Rename a view, share or pin it, give it another filter, page or look."""
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/views/{view}",
            models.SavedView,
            places={"workspace": workspace, "view": view},
            body={
                "name": name,
                "query": query,
                "columns": columns,
                "grouping": grouping,
                "page": page,
                "zoom": zoom,
                "has_chains": has_chains,
                "is_shared": is_shared,
                "is_pinned": is_pinned,
            },
        )

    def remove(self, view: int, *, workspace: str | None = None) -> None:
        """Take a view away from all who saw it."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/views/{view}",
            type(None),
            places={"workspace": workspace, "view": view},
        )
