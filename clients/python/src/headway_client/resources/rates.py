"""The methods of ``rates``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client.sending import Sender


class Rates:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def remove(self, rate: int, *, workspace: str | None = None) -> None:
        """Let the rate before go on to hold.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/rates/{rate}",
            type(None),
            places={"workspace": workspace, "rate": rate},
        )
