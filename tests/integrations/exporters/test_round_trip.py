"""A project leaves and comes back: what an export says, an import makes again."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from headway.actors.models import Actor
from headway.integrations.exporters.project import export_project
from headway.integrations.importers.actions import import_schedule
from headway.integrations.importers.msproject import read_msproject
from headway.integrations.importers.msproject.writing import write_msproject
from headway.plan.files.content import ScheduleFile
from headway.work.models import Project
from tests.corpus import mspdi_files
from tests.integrations.exporters.content import content_of

OLDER = ("project2003", "project2010")
"""Of files that several versions wrote, the last one's is enough."""

FILES = [path for path in mspdi_files() if not any(old in path.name for old in OLDER)]


@pytest.mark.corpus
@pytest.mark.parametrize("path", mspdi_files(), ids=lambda p: p.name)
def test_a_file_is_written_as_it_was_read(path: Path):
    read = read_msproject(path)
    again = read_msproject(io.BytesIO(write_msproject(read)))
    assert replace(again, not_read=()) == replace(read, not_read=())


def taken(file: ScheduleFile, by: Actor) -> Project:
    report = import_schedule(file, by=by, source="msproject", name="plan")
    return Project.objects.get(workspace_id=by.workspace_id, key=report.project_key)


@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_what_was_imported_is_exported_and_imported_again_as_it_was(
    path: Path, dee: Actor, cem: Actor
):
    first = taken(read_msproject(path), dee)
    exported = export_project(first, by=dee)
    written = write_msproject(exported.file)
    second = taken(read_msproject(io.BytesIO(written)), cem)

    assert first.items.count() == len(exported.file.tasks)
    assert content_of(second, cem) == content_of(first, dee)
    assert exported.left_out == ()
