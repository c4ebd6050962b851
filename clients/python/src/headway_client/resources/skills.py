"""The methods of ``skills``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client.sending import Sender


class Skills:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def unrate(self, rating: int, *, workspace: str | None = None) -> None:
        """Take back what was said."""
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/skills/{rating}",
            type(None),
            places={"workspace": workspace, "rating": rating},
        )
