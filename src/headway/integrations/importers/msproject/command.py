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
