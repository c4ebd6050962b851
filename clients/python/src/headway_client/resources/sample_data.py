"""The methods of ``sample_data``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client.sending import Sender


class SampleData:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def remove_sample_data(self, *, workspace: str | None = None) -> None:
        """Empty a workspace of sample data, for good: all work, and all people but
        you.

        Takes a token that may administer.
        """
        self._sender.request(
            "DELETE",
            "/api/v1/w/{workspace}/sample-data",
            type(None),
            places={"workspace": workspace},
        )
