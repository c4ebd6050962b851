"""The methods of ``imports``.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client import models
from headway_client.sending import Sender


class Imports:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def msproject(
        self,
        file: bytes,
        *,
        name: str | None = None,
        key: str | None = None,
        is_dry_run: bool | None = None,
        workspace: str | None = None,
    ) -> models.Imported:
        """Take over a Microsoft Project XML file, whole or not at all.

        Again it brings the project up to date that came from there before.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PUT",
            "/api/v1/w/{workspace}/imports/msproject",
            models.Imported,
            places={"workspace": workspace},
            query={"name": name, "key": key, "is_dry_run": is_dry_run},
            file=file,
            kind="application/xml",
        )
