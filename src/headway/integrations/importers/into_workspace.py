"""The command ``headway import``."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from django.utils import timezone

from headway.actors.models import Actor, Workspace
from headway.base.errors import Refused
from headway.integrations.importers.choices import Choices
from headway.integrations.importers.models import Import, ImportState
from headway.integrations.importers.running import run_import
from headway.integrations.importers.sources import Source
from headway.integrations.importers.taking.reading import source_of, taking_of
from headway.integrations.importers.taking.step import Taking
from headway.integrations.importers.wording import taken_lines
from headway.plan.files.content import Unreadable

UNREADABLE = 2


def import_as_headway(
    path: Path,
    *,
    source: str | None = None,
    workspace: str | None = None,
    dry_run: bool = False,
    key: str = "",
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Take a file over and print the report; 2 when it cannot be.

    Acts as Headway itself; what it did is among the imports of the workspace, to be
    looked at and undone.
    """
    try:
        chosen = named_workspace(workspace)
        by = Actor.objects.system("import", workspace_id=chosen.pk)
        with _opened(path) as file:
            from_where = source_of(file, name=path.name, said=source or "")
            choices = Choices(project=key)
            with taking_of(file, from_where, choices, name=path.name, by=by) as taking:
                if dry_run:
                    said = list(_would(taking))
                else:
                    said = list(_done(path, from_where, choices, taking, by=by))
    except (Unreadable, Refused) as error:
        print(f"headway: {error}", file=err or sys.stderr)
        return UNREADABLE
    for line in said:
        print(line, file=out or sys.stdout)
    return 0


def _would(taking: Taking) -> Iterator[str]:
    found = taking.counted()
    yield from taken_lines(taking, found=found, not_taken=taking.read.findings)


def _done(
    path: Path, source: Source, choices: Choices, taking: Taking, *, by: Actor
) -> Iterator[str]:
    run = Import.objects.create(
        workspace_id=by.workspace_id,
        by=by,
        name=path.name[:200],
        source=source.name,
        choices=choices.kept(),
        state=ImportState.RUNNING,
        started_at=timezone.now(),
    )
    run_import(run.pk, taking)
    run.refresh_from_db()
    if run.state != ImportState.DONE:
        if not run.done:
            run.delete()
        raise Refused(run.problem)
    yield from taken_lines(
        taking, counts=run.counts, not_taken=run.findings.order_by("pk")
    )


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Unreadable(f"{path} cannot be opened: {reason}.") from error


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
