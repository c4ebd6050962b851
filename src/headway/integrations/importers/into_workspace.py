"""The command ``headway import``."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from headway.actors.models import Actor, Workspace
from headway.base.errors import Refused
from headway.integrations.importers.actions import import_schedule
from headway.integrations.importers.wording import lines
from headway.plan.files.content import ScheduleFile, Unreadable

UNREADABLE = 2


def import_as_headway(
    path: Path,
    read: Callable[[Path], ScheduleFile],
    *,
    source: str,
    workspace: str | None,
    dry_run: bool,
    key: str = "",
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Take a file over and print the report; 2 when it cannot be."""
    try:
        chosen = named_workspace(workspace)
        by = Actor.objects.system("import", workspace_id=chosen.pk)
        report = import_schedule(
            read(path),
            by=by,
            source=source,
            name=path.stem,
            key=key,
            is_dry_run=dry_run,
        )
    except (Unreadable, Refused) as error:
        print(f"headway: {error}", file=err or sys.stderr)
        return UNREADABLE
    for line in lines(report):
        print(line, file=out or sys.stdout)
    return 0


def named_workspace(slug: str | None) -> Workspace:
    """Return the one named, or the only one there is."""
    slugs = sorted(Workspace.objects.values_list("slug", flat=True))
    if slug is None and len(slugs) == 1:
        slug = slugs[0]
    if slug not in slugs:
        there = ", ".join(slugs) or "none yet: run headway up first"
        asked = "Which workspace?" if slug is None else f"There is no “{slug}”."
        raise Refused(f"{asked} Give --workspace; there are: {there}.")
    return Workspace.objects.get(slug=slug)
