"""The methods of ``imports``.

Written by generate.py from docs/openapi.json: change that.
"""

from collections.abc import Sequence

from msgspec import UNSET, UnsetType

from headway_client import models
from headway_client.paging import Rows
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

    def list(
        self,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Import]:
        """List the imports of the workspace, newest first.

        Takes a token that may administer.
        """
        return self._sender.rows(
            "/api/v1/w/{workspace}/imports",
            models.ImportPage,
            places={"workspace": workspace},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def add(
        self,
        file: bytes,
        *,
        name: str | None = None,
        source: str | None = None,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Import:
        """Send a file; a worker looks it through: its state is `checked` then."""
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/imports/files",
            models.Import,
            places={"workspace": workspace},
            query={"name": name, "source": source},
            file=file,
            kind="application/octet-stream",
            key=idempotency_key,
        )

    def get(self, run: int, *, workspace: str | None = None) -> models.Import:
        """Look how far an import is.

        Takes a token that may administer.
        """
        return self._sender.request(
            "GET",
            "/api/v1/w/{workspace}/imports/{run}",
            models.Import,
            places={"workspace": workspace, "run": run},
        )

    def choose_for(
        self,
        run: int,
        *,
        source: str | UnsetType | None = UNSET,
        stages: Sequence[models.StageIn] | UnsetType = UNSET,
        people: Sequence[models.AuthorIn] | UnsetType = UNSET,
        columns: Sequence[models.ColumnIn] | UnsetType = UNSET,
        project: str | UnsetType = UNSET,
        into: str | UnsetType = UNSET,
        workspace: str | None = None,
    ) -> models.Import:
        """Say what the file means; it is looked through again. 409 once it was
        started.

        Takes a token that may administer.
        """
        return self._sender.request(
            "PATCH",
            "/api/v1/w/{workspace}/imports/{run}",
            models.Import,
            places={"workspace": workspace, "run": run},
            body={
                "source": source,
                "stages": stages,
                "people": people,
                "columns": columns,
                "project": project,
                "into": into,
            },
        )

    def list_findings(
        self,
        run: int,
        *,
        cursor: int | None = None,
        limit: int | None = None,
        fields: str | None = None,
        workspace: str | None = None,
    ) -> Rows[models.Finding]:
        """List all that was not taken as it stands, and why.

        Takes a token that may administer.
        """
        return self._sender.rows(
            "/api/v1/w/{workspace}/imports/{run}/findings",
            models.FindingPage,
            places={"workspace": workspace, "run": run},
            query={"cursor": cursor, "limit": limit, "fields": fields},
        )

    def start(
        self,
        run: int,
        *,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Import:
        """Take the file over; one that failed or was cancelled, again.

        One that could not be looked through is looked through again, and checked
        then. All that it changes is of the import's `operation`.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/imports/{run}/start",
            models.Import,
            places={"workspace": workspace, "run": run},
            key=idempotency_key,
        )

    def cancel(
        self,
        run: int,
        *,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Import:
        """End it behind the step that it is at; what is taken over stays.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/imports/{run}/cancel",
            models.Import,
            places={"workspace": workspace, "run": run},
            key=idempotency_key,
        )

    def undo(
        self,
        run: int,
        *,
        the_rest: bool | UnsetType = UNSET,
        workspace: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Import:
        """Take back what it did. People, types and labels stay.

        Where somebody changed something since, nothing is taken back; `problem`
        says who.

        Takes a token that may administer.
        """
        return self._sender.request(
            "POST",
            "/api/v1/w/{workspace}/imports/{run}/undo",
            models.Import,
            places={"workspace": workspace, "run": run},
            body={"the_rest": the_rest},
            key=idempotency_key,
        )
