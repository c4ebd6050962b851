"""Look a file through before it is taken over: what it has, and what would come of it.

What is found is kept on the row, for the page and for programs.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO, Final

from django.db import transaction

from headway.integrations.importers.choices import choices_of, stage_key
from headway.integrations.importers.content import FileItem
from headway.integrations.importers.models import Import, ImportState
from headway.integrations.importers.running import (
    REFUSALS,
    keep_findings,
    opened,
    said,
)
from headway.integrations.importers.sources import Source
from headway.integrations.importers.taking.reading import source_of, taking_of
from headway.integrations.importers.taking.step import Step
from headway.integrations.importers.taking.trackers import TrackerTaking
from headway.people.actions import KnownPeople
from headway.people.speaking import speaking_in

FIRST_ROWS: Final = 8
MOST_PEOPLE: Final = 500
MOST_STAGES: Final = 200


def check_import(import_id: int) -> None:
    """Read the file and say what is in it; an import that was looked through stays."""
    run = Import.objects.select_related("by__workspace").get(pk=import_id)
    if run.state != ImportState.UPLOADED:
        return
    with speaking_in(run.by.workspace):
        try:
            with opened(run) as file:
                source = source_of(file, name=run.name, said=run.source)
                found, read = _found(run, source, file)
        except REFUSALS as error:
            _settle(run.pk, ImportState.FAILED, problem=said(error))
            return
        _settle(run.pk, ImportState.CHECKED, source=source.name, found=found, read=read)


def _found(run: Import, source: Source, file: BinaryIO) -> tuple[dict[str, Any], Step]:
    choices = choices_of(run.choices or _remembered(run, source))
    with taking_of(file, source, choices, name=run.name, by=run.by) as taking:
        found: dict[str, Any] = {"counts": dict(taking.counted())}
        found["choices"] = choices.kept()
        if isinstance(taking, TrackerTaking):
            found |= _of_tracker(taking)
            if source.is_table:
                found["columns"] = [*taking.columns]
        return found, taking.read


def _of_tracker(taking: TrackerTaking) -> dict[str, Any]:
    stages = {
        stage_key(stage.name): {"name": stage.name, "meaning": stage.meaning.value}
        for board in taking.file.boards
        for stage in board.stages
        if not stage.type
    }
    return {
        "boards": [board.name for board in taking.file.boards],
        "stages": list(islice(stages.values(), MOST_STAGES)),
        "people": list(islice(_people(taking), MOST_PEOPLE)),
        "rows": list(_rows(taking.whole(taking.items[:FIRST_ROWS]), taking)),
    }


def _people(taking: TrackerTaking) -> Iterator[Mapping[str, Any]]:
    """Who is in the file, and whom Headway takes them for."""
    known = KnownPeople(taking.source, by=taking.by)
    for one, author in taking.authors():
        here = known.person(author)
        yield {
            "id": one.id,
            "name": author.name,
            "email": author.email,
            "here": here.pk if here else None,
        }


def _rows(
    items: Iterable[FileItem], taking: TrackerTaking
) -> Iterator[Mapping[str, Any]]:
    stages = {
        stage.id: stage.name for board in taking.file.boards for stage in board.stages
    }
    names = {one.id: author.name for one, author in taking.authors()}
    for item in items:
        yield {
            "title": item.title[:200],
            "is_inside": item.parent is not None,
            "stage": stages.get(item.stage or "", ""),
            "people": [names.get(one, one) for one in item.assignees],
            "due": item.due_on.isoformat() if item.due_on else None,
            "minutes": item.estimate_minutes,
            "labels": list(item.labels),
        }


def _remembered(run: Import, source: Source) -> Mapping[str, Any]:
    """What was chosen for the last file from there."""
    rows = Import.objects.filter(workspace_id=run.workspace_id, source=source.name)
    last = rows.exclude(pk=run.pk).exclude(started_at=None).order_by("-pk").first()
    return choices_of(last.choices).remembered() if last else {}


@transaction.atomic
def _settle(
    import_id: int,
    state: str,
    *,
    problem: str = "",
    source: str = "",
    found: Mapping[str, Any] | None = None,
    read: Step | None = None,
) -> None:
    """Write what was found, unless somebody cancelled it meanwhile."""
    run = Import.objects.locked().get(pk=import_id)
    if run.state != ImportState.UPLOADED:
        return
    run.state, run.problem = state, problem
    run.source = source or run.source
    if found is not None:
        run.found = dict(found)
        run.choices = run.found.pop("choices")
    run.save(update_fields=["state", "problem", "source", "found", "choices"])
    run.findings.all().delete()
    keep_findings(run, read.findings if read else [], step=0)
