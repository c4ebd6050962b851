"""``headway plan FILE``: read, plan and print, without server or database."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from headway.plan.files.content import ScheduleFile, Unreadable

PLANNED: Final = 0
UNREADABLE: Final = 2
SCENARIOS: Final = 500
SEED: Final = 1


def plan_file(
    path: Path,
    read: Callable[[Path], ScheduleFile],
    *,
    as_json: bool = False,
    now: datetime | None = None,
    seed: int = SEED,
    scenarios: int = SCENARIOS,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Plan the file at ``path`` and print the answer; give the exit code.

    Planning starts at ``now`` (local to the project), else at the file's status date,
    else at its start.
    """
    out, err = out or sys.stdout, err or sys.stderr
    try:
        file = read(path)
    except Unreadable as error:
        print(f"headway: {error}", file=err)
        return UNREADABLE
    # The engine takes a second to load, which a file that cannot be read need not wait.
    from headway.plan.files import output
    from headway.plan.files.forecast import plan_schedule_file

    start = now or beginning(file)
    plan = plan_schedule_file(file, now=start, seed=seed, scenarios=scenarios)
    out.write(output.as_json(plan) + "\n" if as_json else output.as_table(plan))
    return PLANNED


def beginning(file: ScheduleFile) -> datetime:
    """Give the instant to plan from: status date, start, first task, else today.

    A project starts before its own start where a task that is open has begun, or has a
    date, before it.
    """
    leaves = [t for t in file.tasks if t.start and not t.is_summary]
    ahead = [t.start for t in leaves if t.has_own_start and t.percent_complete < 100]
    starts = [file.start, *ahead] if file.start else [t.start for t in leaves]
    return (
        file.status
        or min(filter(None, starts), default=None)
        or datetime.combine(datetime.now().astimezone().date(), datetime.min.time())
    )
