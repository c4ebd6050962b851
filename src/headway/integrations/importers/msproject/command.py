"""The command ``headway plan`` for Microsoft Project XML."""

from datetime import datetime
from pathlib import Path
from typing import TextIO

from headway.integrations.importers.msproject.reader import read_msproject
from headway.plan.files import command


def plan_file(
    path: Path,
    *,
    as_json: bool = False,
    now: datetime | None = None,
    seed: int = command.SEED,
    scenarios: int = command.SCENARIOS,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Read ``path``, plan it and print the plan; 0: planned, 2: not readable."""
    return command.plan_file(
        path,
        read_msproject,
        as_json=as_json,
        now=now,
        seed=seed,
        scenarios=scenarios,
        out=out,
        err=err,
    )


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
