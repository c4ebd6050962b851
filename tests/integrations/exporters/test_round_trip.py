"""A project leaves and comes back: what an export says, an import makes again."""

import io
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

FILES = mspdi_files()


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

    assert content_of(second, cem) == content_of(first, dee)
    assert exported.left_out == ()
