"""Lists of TickTick and Asana, projects of Vikunja."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from headway.integrations.importers.asana.reader import looks_like as is_asana
from headway.integrations.importers.content import Check, LinkKind, Meaning
from headway.integrations.importers.ticktick.reader import looks_like as is_ticktick
from headway.integrations.importers.vikunja.reader import looks_like as is_vikunja
from headway.plan.files.content import Unreadable
from tests.corpus import CORPUS
from tests.integrations.importers.trackers import (
    ZONE,
    person,
    read,
    reported,
    stage,
)

FOLDER = CORPUS / "trackers/vikunja-migration"

TICKTICK = """\
"Date: 2025-11-25+0000"
"Version: 7.1"
"Status:\x20
0 Normal
1 Completed"
"Folder Name","List Name","Title","Kind","Tags","Content","Is Check list","Start Date",\
"Due Date","Reminder","Repeat","Priority","Status","Created Time","Completed Time",\
"Order","Timezone","Is All Day","Column Name","taskId","parentId"
"Work","Alpha","Write","TEXT","urgent, work","two
lines","N","2018-12-11T23:00:00+0000","2018-12-12T23:00:00+0000","","FREQ=DAILY","5",\
"0","2018-12-11T20:10:46+0000","","-1099511627776","Europe/Berlin","true","Doing","1",""
"Work","Alpha","List","CHECKLIST","","▪first
▫second
words","Y","","","","","0","1","2018-12-11T20:10:46+0000","2018-12-13T20:10:46+0000",\
"x","Mars/Base","","Doing","2","1"
"","Inbox","Odd","NOTE","","","N","soon","","","","p1","7","","","","","","","3","9"
"""


def test_lists_of_ticktick_are_taken_whole() -> None:
    assert is_ticktick(TICKTICK.encode("utf-8-sig"), "x.csv")
    file = read("ticktick", TICKTICK.encode("utf-8-sig"))
    assert [board.name for board in file.boards] == ["Alpha", "Inbox"]
    one, two, three = file.items
    assert (one.description, one.labels) == ("two\nlines", ("urgent", "work"))
    assert (one.start_on, one.due_on) == (date(2018, 12, 12), date(2018, 12, 13))
    assert (one.importance, one.fields) == (4, {"Repeat": "FREQ=DAILY"})
    assert stage(file, one) == "Doing"
    assert two.checks == (Check(text="first", is_done=True), Check(text="second"))
    assert (two.description, two.parent) == ("words", "1")
    assert stage(file, two) == "Completed"
    assert two.closed_at == datetime(2018, 12, 13, 20, 10, 46, tzinfo=UTC)
    assert three.type == "Note"
    for why in ("does not recur", "priority is unknown", "status is unknown",
                "a date of it is none", "not in the file"):  # fmt: skip
        assert reported(file, why) == 1, why


ASANA = """\
Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,\
Assignee Email,Start Date,Due Date,Tags,Notes,Projects,Parent task,\
Blocked By (Dependencies),Priority
101,2024-03-12,,2024-03-13,"Write, then send",Doing,Ada Blue,ada@example.org,\
2024-03-12,2024-04-01,"a,b",some notes,"Kestrel,Other",,Ask,High
102,2024-03-12,2024-03-14,2024-03-14,Ask,Done,,,,,,,Kestrel,"Write, then send",,
103,2024-03-12,,2024-03-14,Ask,,,,,,,,Kestrel,104,"Write, then send",
"""


def test_a_project_of_asana_is_taken_whole() -> None:
    assert is_asana(ASANA.encode(), "x.csv")
    file = read("asana", ASANA)
    assert [board.name for board in file.boards] == ["Kestrel"]
    one, two, three = file.items
    assert (one.title, one.description) == ("Write, then send", "some notes")
    assert (one.labels, one.importance) == (("a", "b"), 4)
    assert (one.start_on, one.due_on) == (date(2024, 3, 12), date(2024, 4, 1))
    assert person(file, one.assignees[0]) == "Ada Blue"
    assert file.people[0].email == "ada@example.org"
    assert one.fields == {"Priority": "High", "Projects": "Kestrel,Other"}
    assert two.parent == "101"
    assert two.closed_at == datetime(2024, 3, 14, tzinfo=ZoneInfo(ZONE))
    assert three.parent is None
    assert [(k.before, k.after, k.kind) for k in file.links] == [
        ("102", "101", LinkKind.PRECEDES),
        ("101", "103", LinkKind.PRECEDES),
    ]
    assert reported(file, "several tasks have the name") == 1
    assert reported(file, "not in the file") == 1


def task(number: int, **said: Any) -> dict[str, Any]:
    return {"id": number, "title": f"Task {number}", "index": number, "done": False,
            "done_at": "0001-01-01T00:00:00Z", "identifier": f"KES-{number}",
            "created": "2023-01-13T14:59:49Z", **said}  # fmt: skip


PROJECT = {
    "id": 1, "title": "Kestrel", "identifier": "KES", "description": "<p>all</p>",
    "buckets": [{"id": 7, "title": "Ended", "is_done_bucket": True, "position": 2},
                {"id": 6, "title": "Doing", "position": 1}],
    "tasks": [
        task(2, bucket_id=6), task(3, done=True, done_at="2023-01-15T10:00:00Z"),
        task(1, description="<p>a <strong>b</strong></p>", bucket_id=7, priority=4,
             percent_done=0.4, due_date="2024-04-01T00:00:00Z", repeat_after=86400,
             end_date="2024-04-02T00:00:00Z", created_by={"id": 1, "username": "ada"},
             labels=[{"title": "ui", "hex_color": "e8e8e8"}],
             assignees=[{"id": 2, "name": "Ben Grey", "username": "ben"}],
             comments=[{"id": 5, "comment": "*hello*", "author": None}],
             related_tasks={"subtask": [{"id": 2}], "blocking": [{"id": 3}]},
             attachments=[{"id": 4, "file": {"id": 9, "name": "a.txt"}},
                          {"id": 5, "file": {"id": 10, "name": "lost.txt"}}]),
    ],
}  # fmt: skip


def archive(data: Any, **files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "data.json", data if isinstance(data, bytes) else json.dumps(data)
        )
        for name, content in files.items():
            file.writestr(name.replace("_", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize("data", [[PROJECT], [{"title": "n", "lists": [PROJECT]}]])
def test_projects_of_vikunja_are_taken_whole(data: Any) -> None:
    packed = archive(data, files_9=b"content", VERSION=b"0.22")
    assert is_vikunja(packed, "x.zip")
    file = read("vikunja", packed)
    [board] = file.boards
    assert (board.key, board.description) == ("KES", "all")
    assert [(s.name, s.meaning) for s in board.stages[:2]] == [
        ("Doing", Meaning.DOING),
        ("Ended", Meaning.DONE),
    ]
    one, two, three = file.items
    assert [one.key, two.key, three.key] == ["KES-1", "KES-2", "KES-3"]
    assert (one.description, one.importance) == ("a **b**", 5)
    assert (one.percent_complete, one.due_on) == (40, date(2024, 4, 1))
    assert one.fields == {"End date": "2024-04-02"}
    assert person(file, one.assignees[0]) == "Ben Grey"
    assert [c.text for c in one.comments] == ["*hello*"]
    assert [a.content for a in one.attachments] == [b"content", None]
    assert two.parent == "1"
    assert (stage(file, three), three.closed_at is not None) == ("Done", True)
    assert [(k.before, k.after) for k in file.links] == [("1", "3")]
    assert reported(file, "it is not in the archive") == 1
    assert reported(file, "does not recur") == 1


def with_size(packed: bytes, size: int) -> bytes:
    """Let the directory lie about how large an entry is."""
    at = packed.rfind(b"PK\x01\x02")
    return packed[: at + 24] + size.to_bytes(4, "little") + packed[at + 28 :]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no zip"),
        (b"PK\x03\x04 and no more", "no zip"),
        (archive([PROJECT])[:-30], "no zip"),
        (archive([PROJECT])[:40] + archive([PROJECT])[80:], "broken"),
        (archive(b" " * 50_000_000 + b"[]"), "too large"),
        (with_size(archive([PROJECT]), 12), "as large as|broken"),
        (archive({"a": 1}), "no projects"),
        (archive(b"nonsense"), "JSON"),
    ],
)
def test_archives_that_are_broken_or_hostile_are_refused(
    data: bytes, words: str
) -> None:
    with pytest.raises(Unreadable, match=words):
        read("vikunja", data)


def test_another_archive_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("../../etc/passwd", "x")
    with pytest.raises(Unreadable, match="no export of Vikunja"):
        read("vikunja", stream.getvalue())


@pytest.mark.parametrize("source", ["ticktick", "asana"])
def test_another_table_is_refused(source: str) -> None:
    with pytest.raises(Unreadable, match="columns"):
        read(source, "a,b\n1,2\n")


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["export", "invalid_numbers"])
def test_real_backups_of_ticktick_agree_with_themselves(name: str) -> None:
    path = FOLDER / f"ticktick/testdata_ticktick_{name}.csv"
    text = path.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text[text.index('"Folder Name"') :])))
    file = read("ticktick", path)
    assert is_ticktick(path.read_bytes()[:65536], path.name)
    titles = sorted(item.title for item in file.items)
    assert titles == sorted(row["Title"] for row in rows)
    for item in file.items:
        row = next(row for row in rows if row["taskId"] == item.id)
        tags = [tag.strip() for tag in row["Tags"].split(",") if tag.strip()]
        assert list(item.labels) == tags
        assert (item.closed_at is None) == (row["Status"] == "0")
        assert (item.due_on is None) == (not row["Due Date"])
    ids = {row["taskId"] for row in rows}
    parents = sum(row["parentId"] in ids for row in rows)
    assert sum(item.parent is not None for item in file.items) == parents


@pytest.mark.corpus
def test_a_real_export_of_vikunja_agrees_with_itself() -> None:
    path = FOLDER / "vikunja-file/export.zip"
    file = read("vikunja", path)
    assert is_vikunja(path.read_bytes()[:65536], path.name)
    with zipfile.ZipFile(path) as packed:
        projects = json.loads(packed.read("data.json"))
        tasks = [task for each in projects for task in each["tasks"] or ()]
        contents = [packed.read("files/1")]
    assert [board.name for board in file.boards] == [each["title"] for each in projects]
    assert [item.title for item in file.items] == [each["title"] for each in tasks]
    found = [a.content for item in file.items for a in item.attachments]
    assert found == contents
    comments = sum(len(each["comments"] or ()) for each in tasks)
    assert sum(len(item.comments) for item in file.items) == comments
    labels = sum(len(each["labels"] or ()) for each in tasks)
    assert sum(len(item.labels) for item in file.items) == labels
