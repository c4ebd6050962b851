"""What another program reads in a file of ours, and in the file that it came from."""

import os

import pytest

from headway.actors.models import Actor
from headway.integrations.importers.mpxj import convert
from tests.corpus import CORPUS, mspdi_files
from tests.integrations.exporters.second_reading import (
    exported_again,
    kept,
    libraries,
    read_by_mpxj,
)

NAMES = (
    "mspdi-converted-by-mpxj/aspose-tasks-net__Software Development.mpp.mspdi.xml",
    "mpxj-other/mspdirelations.xml",
    "mpxj-other/baselines.xml",
    "mspdi-converted-by-mpxj/mpp-mpxj__mpp12baseline-from14.mpp.mspdi.xml",
)
SOME = [CORPUS / "schedules" / name for name in NAMES]
FILES = mspdi_files() if os.environ.get("HEADWAY_ALL_PLANS") else SOME


@pytest.fixture(autouse=True)
def mpxj(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "jars", libraries)
    if convert.java() is None or libraries() is None:
        pytest.skip("Java or MPXJ is not there")


@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_another_program_reads_in_our_file_what_it_reads_in_its_origin(
    path, dee: Actor
):
    original = path.read_bytes()
    ours = exported_again(original, dee)
    theirs, mine = kept(read_by_mpxj(original)), kept(read_by_mpxj(ours))
    for what, said in theirs.items():
        assert mine[what] == said, what
