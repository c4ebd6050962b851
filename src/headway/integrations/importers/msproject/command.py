"""The command ``headway import`` for Microsoft Project XML."""

from pathlib import Path
from typing import TextIO

from headway.integrations.importers.msproject.reader import read_msproject


def import_file(
    path: Path,
    *,
    workspace: str | None = None,
    dry_run: bool = False,
    key: str = "",
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Take ``path`` over into a workspace; 0: done, 2: not readable or refused.

    Acts as Headway itself; needs Django and a database.
    """
    from headway.integrations.importers.into_workspace import import_as_headway

    return import_as_headway(
        path,
        read_msproject,
        source="msproject",
        workspace=workspace,
        dry_run=dry_run,
        key=key,
        out=out,
        err=err,
    )
