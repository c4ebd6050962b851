"""Every reader of trackers on every file: it reads, or says why not in one sentence."""

import json
import random
import resource
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from headway.plan.files.content import Unreadable
from tests.corpus import CORPUS
from tests.integrations.importers.trackers import read

READERS = (
    "trello", "jira", "github", "gitlab", "redmine", "wekan", "planka", "deck",
    "ticktick", "vikunja", "asana",
)  # fmt: skip
OWN = {
    "trello-dekk/*.json": "trello",
    "trello-wekan/**/*.json": "trello",
    "nextcloud-deck/tests/data/data-trelloJson.json": "trello",
    "nextcloud-deck/lib/**/default-board.json": "deck",
    "jira-xml-focalboard/**/*.xml": "jira",
    "grimoirelab-elk/**/jira*.json": "jira",
    "grimoirelab-elk/**/github*.json": "github",
    "grimoirelab-elk/**/redmine.json": "redmine",
    "grimoirelab-perceval/**/github_request": "github",
    "grimoirelab-perceval/**/gitlab/issue_*": "gitlab",
    "grimoirelab-perceval/**/gitlab/notes_*": "gitlab",
    "grimoirelab-perceval/**/redmine_issue*.json": "redmine",
    "redmine-csv/import_issues*.csv": "redmine",
    "redmine-csv/import_subtasks*.csv": "redmine",
    "vikunja-migration/ticktick/*.csv": "ticktick",
    "vikunja-migration/planka/**/board_*.json": "planka",
    "vikunja-migration/vikunja-file/*.zip": "vikunja",
}
HOSTILE = [
    b"", b"\0" * 100, b"{", b"[]", b"{}", b"null", b"[null]", b"[[[]]]", b"1", b'"a"',
    b"\xff\xfe\x00\x00", b"\xef\xbb\xbf", b"<a/>", b"PK\x03\x04", b"a,b\n",
    b"PK\x05\x06" + b"\0" * 18, b"[" * 100_000, b'{"a":' * 100_000, b"<a>" * 9999,
    b'"' * 99_999, b"\n" * 100_000, b"," * 100_000, b'{"a": 1e999}', b'{"a": NaN}',
    b'[{"id": ' + b"9" * 6000 + b"}]", b'{"a":1,"a":2}',
    b"<!DOCTYPE a [<!ENTITY b 'c'>]><rss>&b;</rss>",
]  # fmt: skip
ODD = [
    None, True, -1, 1e300, "", "\0\ud800", [], {}, [[]], [None], {"a": {}}, "x" * 5000,
    "0001-01-01T00:00:00Z", "9999-12-31", 10**30,
]  # fmt: skip


def tried(source: str, data: Any, name: str = "export") -> bool:
    """Read; a refusal is one sentence of one line."""
    try:
        read(source, data, name)
    except Unreadable as refused:
        message = str(refused)
        assert message.endswith("."), message
        assert "\n" not in message
        return False
    return True


@pytest.mark.parametrize("source", READERS)
def test_hostile_files_are_read_or_refused(source: str) -> None:
    reader = import_module(f"headway.integrations.importers.{source}.reader")
    for data in (*HOSTILE, b"a\rb", b'"a\r"b,#', bytes(range(256))):
        assert reader.looks_like(data, "x") in (True, False)
        begun = time.process_time()
        tried(source, data)
        assert time.process_time() - begun < 2, data[:20]


def files() -> list[Path]:
    folder = CORPUS / "trackers"
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.corpus
def test_each_real_file_is_recognised_by_its_own_reader_alone() -> None:
    readers = {
        source: import_module(f"headway.integrations.importers.{source}.reader")
        for source in READERS
    }
    for pattern, source in OWN.items():
        paths = sorted((CORPUS / "trackers").glob(pattern))
        assert paths, pattern
        for path in paths:
            start = path.read_bytes()[: 64 * 1024]
            found = {s for s, r in readers.items() if r.looks_like(start, path.name)}
            assert found == {source}, path
            assert tried(source, path), path


@pytest.mark.corpus
@pytest.mark.parametrize("source", READERS)
def test_no_reader_stumbles_over_the_file_of_another(source: str) -> None:
    taken = [path for path in files() if tried(source, path)]
    assert len(taken) < len(files()) / 2


def changed(value: Any, random_: random.Random) -> Any:
    """Put something odd somewhere into a value."""
    if isinstance(value, dict) and value and random_.random() < 0.9:
        key = random_.choice(list(value))
        return value | {key: changed(value[key], random_)}
    if isinstance(value, list) and value and random_.random() < 0.9:
        at = random_.randrange(len(value))
        return [*value[:at], changed(value[at], random_), *value[at + 1 :]]
    return random_.choice(ODD)


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("trello", "trello-wekan/docs/Features/ImportExport/Trello/trello/"
         "trello-project100.json"),
        ("jira", "grimoirelab-elk/tests/data/jira.json"),
        ("github", "grimoirelab-elk/tests/data/github.json"),
        ("gitlab", "grimoirelab-perceval/gitlab/issue_page_1"),
        ("redmine", "grimoirelab-elk/tests/data/redmine.json"),
        ("planka", "vikunja-migration/planka/testdata/board_10.json"),
        ("deck", "nextcloud-deck/lib/Service/fixtures/default-board.json"),
    ],
)  # fmt: skip
def test_values_of_wrong_kinds_are_read_or_refused(source: str, name: str) -> None:
    random_ = random.Random(name)
    whole = json.loads((CORPUS / "trackers" / name).read_text())
    if isinstance(whole, list):
        whole = whole[:2]
    for _each in range(60):
        odd = changed(changed(whole, random_), random_)
        tried(source, json.dumps(odd).encode())


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("jira", "jira-xml-focalboard/import/jira/test/jira-export.xml"),
        ("redmine", "redmine-csv/import_issues.csv"),
        ("ticktick", "vikunja-migration/ticktick/testdata_ticktick_export.csv"),
        ("vikunja", "vikunja-migration/vikunja-file/export.zip"),
        ("trello", "nextcloud-deck/tests/data/data-trelloJson.json"),
    ],
)
def test_cut_and_broken_files_are_read_or_refused(source: str, name: str) -> None:
    data = (CORPUS / "trackers" / name).read_bytes()
    random_ = random.Random(name)
    for _each in range(40):
        at = random_.randrange(len(data))
        noise = random_.choice(
            [b"", b"\0", b'"', b"<", b"{", b"]", b"\xff", b"9" * 400]
        )
        tried(source, data[:at])
        tried(source, data[:at] + noise + data[at + random_.randrange(9) :])


def test_a_large_file_takes_little_more_memory_than_it_has_bytes(
    tmp_path: Path,
) -> None:
    """Most of a dump of Jira is addresses of pictures, which are not kept."""
    picture = {"48x48": "https://jira.example.org/secure/useravatar?" + "x" * 300}
    person = {"accountId": "u1", "displayName": "Ada", "avatarUrls": picture}
    fields = {"summary": "Issue", "description": "words " * 100, "reporter": person,
              "assignee": person, "creator": person}  # fmt: skip
    path = tmp_path / "large.json"
    with path.open("w") as file:
        file.write('{"issues": [')
        for number in range(12_000):
            issue = {"id": str(number), "key": f"KES-{number}", "fields": fields}
            file.write(("," if number else "") + json.dumps(issue))
        file.write("]}")
    assert path.stat().st_size > 20_000_000
    reader = import_module("headway.integrations.importers.jira.reader")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with path.open("rb") as opened:
        found = reader.read_jira(opened, zone="UTC", name=path.name)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    assert len(found.items) == 12_000
    assert grown < 100_000, "kilobytes"
