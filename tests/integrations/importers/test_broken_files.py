"""Broken and hostile files of every kind: read, or refused in words."""

import random
from collections import defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from headway.actors.models import Actor
from headway.integrations.importers.apart.written import Read
from headway.integrations.importers.choices import Choices
from headway.integrations.importers.content import TrackerFile
from headway.integrations.importers.sources import SOURCES, START_BYTES, recognised
from headway.integrations.importers.taking.trackers import TrackerTaking
from tests.corpus import CORPUS
from tests.integrations.importers.broken import Content, mutants, tried
from tests.integrations.importers.samples import samples

EACH = 60
"""Broken files of each kind; ``bin/bench import_fuzz`` tries as many as one likes."""


def test_there_is_a_sample_of_what_each_reader_reads() -> None:
    sources = {source for source, _data in samples().values()}
    assert sources == {each.name for each in SOURCES} - {"mpxj"}
    for name, (source, data) in samples().items():
        assert tried(source, data) is not None, name
        ending = {"xlsx": ".xlsx", "csv": ".csv"}.get(name, "")
        found = recognised(data, f"x{ending}")
        assert found is not None, name
        assert found.name == source, name


@pytest.mark.parametrize("name", sorted(samples()))
def test_broken_files_are_read_or_refused(name: str) -> None:
    source = samples()[name][0]
    read = 0
    for known, data in mutants(name, EACH):
        try:
            read += tried(source, data) is not None
        except BaseException as error:
            error.add_note(f"the file is {known!r}")
            raise
    assert read, "all of them were refused"


@cache
def real() -> dict[str, list[Path]]:
    """Small real files by the source that knows them, two of each."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    paths = [*(CORPUS / "schedules").rglob("*.*"), *(CORPUS / "trackers").rglob("*.*")]
    sized = sorted((path.stat().st_size, path) for path in paths if path.is_file())
    for size, path in sized:
        if 2000 < size < 200_000:
            with path.open("rb") as file:
                source = recognised(file.read(START_BYTES), path.name)
            if source is not None and len(found[source.name]) < 2:
                found[source.name].append(path)
    return found


@pytest.mark.corpus
@pytest.mark.parametrize(
    "source", [each.name for each in SOURCES if each.name != "mpxj"]
)
def test_a_real_file_cut_anywhere_is_refused_or_read_as_far_as_it_goes(
    source: str,
) -> None:
    for path in real()[source]:
        data = path.read_bytes().rstrip()
        rng = random.Random(path.name)
        is_one_value = data[:1] in b"<{P" and data[-1:] in b">}\0"
        for _cut in range(10):
            read = tried(source, data[: rng.randrange(len(data) - 1)], name=path.name)
            assert read is None or not is_one_value or b"}\n" in data, path


@pytest.mark.django_db(transaction=True)
def test_what_was_read_of_broken_files_is_taken_over(dee: Actor, store: object) -> None:
    """Each kind becomes a project; nothing of it breaks the database."""
    for name, (source, _data) in samples().items():
        found = (tried(source, data) for _known, data in mutants(name, 12, "taken"))
        whole = merged([each for each in found if isinstance(each, TrackerFile)])
        if whole is None:
            continue
        taking = TrackerTaking(
            whole, Choices(), found=Read(content=whole), source=source, label=name,
            by=dee,
        )  # fmt: skip
        taking.counted()
        taking.prepare()
        steps = [taking.take(number) for number in range(taking.total)]
        came = sum(
            step.counts["created"] + step.counts["updated"] + step.counts["unchanged"]
            for step in steps
        )
        assert came == len(taking.items), name


def merged(files: list[Content]) -> TrackerFile | None:
    """Several files as one board: ids are told apart, all else stays as it is."""
    trackers = [file for file in files if isinstance(file, TrackerFile) and file.boards]
    if not trackers:
        return None
    board = trackers[0].boards[0]
    stages = {
        stage.id: stage for file in trackers for b in file.boards for stage in b.stages
    }
    labels = {label.name: label for file in trackers for b in file.boards
              for label in b.labels}  # fmt: skip
    people = {person.id: person for file in trackers for person in file.people}
    return TrackerFile(
        boards=(
            replace(board, stages=(*stages.values(),), labels=(*labels.values(),)),
        ),
        items=tuple(
            replace(item, id=f"{n} {item.id}", board=board.id,
                    parent=item.parent and f"{n} {item.parent}")
            for n, file in enumerate(trackers)
            for item in file.items
        ),
        people=(*people.values(),),
        links=tuple(
            replace(link, before=f"{n} {link.before}", after=f"{n} {link.after}")
            for n, file in enumerate(trackers)
            for link in file.links
        ),
    )  # fmt: skip
