"""Large files are read by a process of its own, whose memory and time are bounded."""

import io
import json
import logging
import random
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from headway.base.errors import NoRoom
from headway.integrations.importers.apart import reading
from headway.integrations.importers.apart.written import Read
from headway.integrations.importers.sources import BY_NAME, Source
from headway.plan.files.content import Unreadable

pytestmark = pytest.mark.usefixtures("store")
WORDS = ["alpha", "beta", "gamma", "Größe", "大きさ", "delta"]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table that is not small, with a child below every item but the last."""
    rng, path = random.Random(3), tmp_path / "table.csv"
    with path.open("w") as file:
        file.write("Key,Title,Parent,Room,Description\n")
        for n in range(2500):
            text = " ".join(rng.choice(WORDS) for _word in range(80))
            file.write(
                f"K-{n},Item {n},{f'K-{n - n % 5}' if n % 5 else ''},R{n},{text}\n"
            )
    assert path.stat().st_size > reading.SMALL
    return path


def read(file: BinaryIO, source: Source = BY_NAME["spreadsheet"]) -> Any:
    return reading.read(file, source, zone="UTC", name="t", columns={"Room": "labels"})


def test_what_is_read_apart_is_what_is_read_here(
    table: Path, monkeypatch: pytest.MonkeyPatch
):
    with table.open("rb") as file, read(file) as apart:
        assert apart.texts is not None
        assert not any(item.description for item in apart.content.items)
        items = [*apart.texts.whole(apart.content.items)]
        some = [*apart.texts.whole(apart.content.items[7:2:-1])]
    monkeypatch.setattr(reading, "SMALL", 10 << 20)
    with table.open("rb") as file, read(file) as here:
        assert here.texts is None
        assert items == list(here.content.items)
        assert some == items[7:2:-1]
        assert apart.columns == json.loads(json.dumps(here.columns))
        assert apart.content.boards == here.content.boards
        assert apart.content.not_read == here.content.not_read


def test_an_archive_is_never_read_here_and_what_is_small_is(
    monkeypatch: pytest.MonkeyPatch,
):
    def asked(*_said: Any) -> None:
        raise Unreadable("apart.")

    monkeypatch.setattr(reading, "_run", asked)
    with pytest.raises(Unreadable, match=r"^apart\.$"), read(io.BytesIO(b"PK\x03\x04")):
        pass
    with read(io.BytesIO(b"Title\nA\n")) as found:
        assert isinstance(found, Read)
        assert found.content.items[0].title == "A"


@pytest.fixture
def bomb(tmp_path: Path) -> Path:
    """Records of three bytes each, which are more than a hundred in memory."""
    path = tmp_path / "bomb.json"
    path.write_bytes(b'{"issues": [' + b"{}," * 1_000_000 + b"{}]}")
    return path


@pytest.mark.parametrize(
    ("limit", "most", "words"),
    [("MOST_MEMORY", 150 << 20, "more memory"), ("MOST_SECONDS", 1, "too long")],
)
def test_what_takes_too_much_is_ended_and_refused(
    bomb: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, words: str
):
    monkeypatch.setattr(reading, limit, most)
    with (
        bomb.open("rb") as file,
        pytest.raises(Unreadable, match=words),
        read(file, BY_NAME["jira"]),
    ):
        pass


def test_what_would_fill_the_disk_is_refused(
    table: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reading, "MOST_WRITTEN", 1 << 20)
    with table.open("rb") as file, pytest.raises(NoRoom, match="no room"), read(file):
        pass


def test_what_the_process_stumbles_over_is_logged_and_told(
    table: Path, caplog: pytest.LogCaptureFixture
):
    nowhere = Source(name="nowhere", called="Nowhere", suffixes=())
    with (
        caplog.at_level(logging.ERROR),
        table.open("rb") as file,
        pytest.raises(Unreadable, match="a fault of its own"),
        read(file, nowhere),
    ):
        pass
    assert "KeyError" in caplog.text
