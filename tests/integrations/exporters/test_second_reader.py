"""What another program reads in a file of ours, and in the file that it came from."""

import io
import os
from pathlib import Path

import pytest

from headway.actors.models import Actor
from headway.integrations.importers.mpxj import convert
from headway.integrations.importers.msproject import read_msproject
from tests.corpus import CORPUS, mspdi_files
from tests.integrations.exporters.second_reading import (
    kept,
    libraries,
    read_by_mpxj,
    softened,
    splits_by_mpxj,
    taken_and_written,
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
    path: Path, dee: Actor
):
    original = path.read_bytes()
    said, ours = taken_and_written(original, dee)
    read = read_by_mpxj(original)
    by_us = softened(read_msproject(io.BytesIO(original)))
    for why in by_us:
        assert any(why in each for each in said), why
    otherwise = (*by_us.values(), *softened(read).values())
    without = {row for rows in otherwise for row in rows}
    theirs, mine = kept(read, without), kept(read_by_mpxj(ours), without)
    for what, found in theirs.items():
        assert mine[what] == found, what


@pytest.mark.corpus
def test_another_program_reads_the_same_splits(dee: Actor, tmp_path: Path):
    """Where a split ends in closed hours, ours ends when people come to work."""
    original = (CORPUS / "schedules/mpxj-other/mspdisplittask.xml").read_bytes()
    _said, ours = taken_and_written(original, dee)
    assert splits_by_mpxj(original, tmp_path) == [
        [("2006-09-26T17:00", "2006-10-01T17:00")],
        [("2006-09-25T17:00", "2006-09-27T17:00"),
         ("2006-10-04T17:00", "2006-10-09T17:00")],
    ]  # fmt: skip
    assert splits_by_mpxj(ours, tmp_path) == [
        [("2006-09-26T17:00", "2006-10-02T08:00")],
        [("2006-09-25T17:00", "2006-09-28T08:00"),
         ("2006-10-04T17:00", "2006-10-10T08:00")],
    ]  # fmt: skip
