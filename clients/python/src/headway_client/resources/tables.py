"""The methods of ``tables``.

Written by generate.py from docs/openapi.json: change that.
"""

from typing import Literal

from headway_client.sending import Sender


class Tables:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def export_items(
        self,
        kind: Literal["csv", "xlsx"],
        *,
        q: str | None = None,
        columns: str | None = None,
        workspace: str | None = None,
    ) -> bytes:
        """Answer items as a table: all that match, in the order that `q` says.

        409 for more than 50,000, 422 for a filter or column that there is not.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/tables/items/{kind}",
            bytes,
            places={"workspace": workspace, "kind": kind},
            query={"q": q, "columns": columns},
        )
