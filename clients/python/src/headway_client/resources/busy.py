"""The methods of ``busy``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client.sending import Sender


class Busy:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def remove(self, busy: int, *, workspace: str | None = None) -> None:
        """Give a span back that was taken by hand."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/busy/{busy}",
            type(None),
            places={"workspace": workspace, "busy": busy},
        )
