"""The command ``headway plan``: a schedule of any program that Headway reads."""

from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from headway.integrations.importers.sources import (
    BY_NAME,
    SOURCES,
    START_BYTES,
    recognised,
)
from headway.plan.files import command
from headway.plan.files.content import ScheduleFile, Unreadable
from headway.plan.files.saying import say as _

READ_HERE: Final = [source for source in SOURCES if not source.has_models]
"""The command has no settings, which what has models cannot be read without."""


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
        read_schedule,
        as_json=as_json,
        now=now,
        seed=seed,
        scenarios=scenarios,
        out=out,
        err=err,
    )


def read_schedule(path: Path) -> ScheduleFile:
    """Read a schedule, whatever program wrote it; raises :class:`Unreadable`."""
    return schedule_with_source(path)[0]


def schedule_with_source(path: Path) -> tuple[ScheduleFile, str]:
    """As :func:`read_schedule`, with the name of the source that it is from."""
    try:
        file = path.open("rb")
    except OSError as error:
        said = _("%(file)s cannot be opened: %(reason)s.")
        reason = (error.strerror or str(error)).lower()
        raise Unreadable(said % {"file": path, "reason": reason}) from error
    with file:
        start = file.read(START_BYTES)
        file.seek(0)
        # What nothing else looks like may still be that, broken, and is told to be.
        source = recognised(start, path.name, READ_HERE) or BY_NAME["msproject"]
        read = source.read(file, zone="", name=path.stem)
    if not isinstance(read, ScheduleFile):
        said = _("The file is from %s, which has no calendars to plan by: import it.")
        raise Unreadable(said % source.called)
    return read, source.name
