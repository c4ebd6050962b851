"""Issues of Redmine: JSON of its API, CSV of its list."""

import csv
import json
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest

from headway.integrations.importers.content import LinkKind, Meaning
from headway.integrations.importers.redmine.reader import looks_like
from headway.plan.files.content import Unreadable
from tests.corpus import CORPUS
from tests.integrations.importers.trackers import only, person, read, reported, stage

TRACKERS = CORPUS / "trackers"
TABLES = [
    "import_issues.csv",
    "import_issues_utf8_with_bom.csv",
    "import_issues_no_data_row.csv",
    "import_issues_with_relation_and_invalid_issues.csv",
    "import_subtasks.csv",
    "import_subtasks_with_relations.csv",
    "unclosed_quoted_field.csv",
]


def issue(number: int, **said: Any) -> dict[str, Any]:
    return {
        "id": number,
        "project": {"id": 1, "name": "Kestrel"},
        "tracker": {"id": 1, "name": "Bug"},
        "status": {"id": 1, "name": "New", "is_closed": False},
        "author": {"id": 7, "name": "Ada Blue"},
        "subject": f"Issue {number}",
        **said,
    }


def detail(name: str, old: object, new: object, kind: str = "attr") -> dict[str, Any]:
    return {"property": kind, "name": name, "old_value": old, "new_value": new}


FULL = issue(
    1,
    description="h2. Why\n\n* it is *good*",
    status={"id": 5, "name": "Gelöst", "is_closed": True},
    priority={"id": 5, "name": "Urgent"},
    category={"id": 2, "name": "Web"},
    fixed_version={"id": 3, "name": "1.0"},
    assigned_to={"id": 8, "name": "Ben Grey"},
    start_date="2024-03-12",
    due_date="2024-04-01",
    done_ratio=40,
    estimated_hours=1.5,
    spent_hours=0.25,
    is_private=True,
    created_on="2024-03-12T15:05:00Z",
    closed_on="2024-03-14T10:00:00Z",
    custom_fields=[
        {"id": 1, "name": "Browser", "value": "Any"},
        {"id": 2, "name": "Places", "multiple": True, "value": ["EU", "US"]},
    ],
    journals=[
        {"id": 1, "user": {"id": 8}, "notes": "", "created_on": "2024-03-13T08:00:00Z",
         "details": [detail("status_id", "1", "5"), detail("status_id", "5", "77"),
                     detail("assigned_to_id", None, "8"),
                     detail("1", "x", "Any", "cf")]},
        {"id": 2, "user": {"id": 7, "name": "Ada Blue"}, "notes": "a @note@",
         "private_notes": True, "details": []},
    ],
    attachments=[{"id": 4, "filename": "a.png", "content_url": "https://x/a.png"}],
    relations=[
        {"issue_id": 1, "issue_to_id": 2, "relation_type": "precedes", "delay": 2},
        {"issue_id": 3, "issue_to_id": 1, "relation_type": "relates"},
        {"issue_id": 1, "issue_to_id": 99, "relation_type": "blocks"},
    ],
    children=[{"id": 3, "subject": "Issue 3"}],
    watchers=[{"id": 7}],
)  # fmt: skip


def test_an_issue_is_taken_whole() -> None:
    file = read("redmine", {"issues": [FULL, issue(2), issue(3)], "total_count": 3})
    item = only(file, "#1")
    assert item.description == "## Why\n\n- it is **good**"
    assert (item.type, item.importance, item.percent_complete) == ("Bug", 5, 40)
    assert (item.start_on, item.due_on) == (date(2024, 3, 12), date(2024, 4, 1))
    assert (item.estimate_minutes, item.spent_minutes) == (90, 15)
    assert item.closed_at == datetime(2024, 3, 14, 10, tzinfo=UTC)
    assert person(file, item.assignees[0]) == "Ben Grey"
    assert item.fields == {
        "Priority": "Urgent", "Category": "Web", "Target version": "1.0",
    }  # fmt: skip
    assert item.custom == {"Browser": "Any", "Places": "EU, US"}
    assert [c.text for c in item.comments] == ["a @note@"]
    assert [(c.field, c.before, c.after) for c in item.changes] == [
        ("state", "New", "Gelöst"),
        ("state", "Gelöst", "Status 77"),
        ("assignee", "", "Ben Grey"),
        ("Browser", "x", "Any"),
    ]
    assert [(s.name, s.meaning) for s in file.boards[0].stages] == [
        ("New", Meaning.TODO),
        ("Status 77", Meaning.TODO),
        ("Gelöst", Meaning.DONE),
    ]
    assert only(file, "#3").parent == "1"
    assert [(k.before, k.after, k.kind) for k in file.links] == [
        ("1", "2", LinkKind.PRECEDES),
        ("3", "1", LinkKind.RELATES),
    ]
    assert reported(file, "its lag was left out") == 1
    assert reported(file, "an end of it") == 1
    assert reported(file, "only some could") == 2
    assert reported(file, "no place for it: watchers") == 1


def test_what_is_open_again_is_not_closed() -> None:
    file = read("redmine", [issue(1, closed_on="2024-03-14T10:00:00Z")])
    assert only(file).closed_at is None
    assert reported(file, "is open again") == 1


LIST = """\
#,Projekt,Tracker,Übergeordnete Aufgabe,Status,Priorität,Thema,Autor,Zugewiesen an,\
Beginn,Abgabedatum,Geschätzter Aufwand,% erledigt,Angelegt,Zugehörige Tickets,Umgebung
12,Kestrel,Bug,,Neu,Hoch,Größe,Ada,Ben,12.03.2024,01.04.2024,"1,50",40,\
12.03.2024 15:05,"Blocks #13, Related to #99",Büro
13,Kestrel,Bug,Bug #12: Größe,Erledigt,Normal,Zweites,Ada,,,,nie,,,,
"""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_list_in_another_language_and_encoding(encoding: str) -> None:
    assert looks_like(LIST.encode(), "issues.csv")
    file = read("redmine", LIST.encode(encoding))
    one, two = only(file, "#12"), only(file, "#13")
    assert (one.title, one.importance, one.estimate_minutes) == ("Größe", 4, 90)
    assert (one.start_on, one.due_on) == (date(2024, 3, 12), date(2024, 4, 1))
    assert (one.fields, one.custom) == ({"Priority": "Hoch"}, {"Umgebung": "Büro"})
    assert person(file, one.assignees[0]) == "Ben"
    assert two.parent == "12"
    assert stage(file, two) == "Erledigt"
    assert [(k.before, k.after) for k in file.links] == [("12", "13")]
    assert reported(file, "no number of hours") == 1
    assert reported(file, "an end of it") == 1


@pytest.mark.parametrize("said", [{}, [], [{"a": 1}], "a;b\n1;2\n", "subject\nx\n"])
def test_what_holds_no_issue_is_refused(said: Any) -> None:
    with pytest.raises(Unreadable, match=r"Redmine|table"):
        read("redmine", said)


@pytest.mark.corpus
def test_real_dumps_agree_with_themselves() -> None:
    folder = TRACKERS / "grimoirelab-perceval/redmine"
    paths = [TRACKERS / "grimoirelab-elk/tests/data/redmine.json"]
    paths += sorted(folder.glob("redmine_issue*.json"))
    for path in paths:
        assert looks_like(path.read_bytes()[:65536], path.name)
        whole = json.loads(path.read_text())
        if isinstance(whole, dict):
            found = whole.get("issues", [whole.get("issue")])
        else:
            found = [each["data"] for each in whole]
        file = read("redmine", path)
        assert len(file.items) == len(found)
        journals = [each.get("journals", []) for each in found]
        details = sum(len(j["details"]) for each in journals for j in each)
        assert sum(len(item.changes) for item in file.items) == details
        notes = sum(bool(j.get("notes")) for each in journals for j in each)
        assert sum(len(item.comments) for item in file.items) == notes
        for each in found:
            item = only(file, f"#{each['id']}")
            assert item.title[:499] == " ".join(each["subject"].split())[:499]
            assert stage(file, item) == each["status"]["name"]


@pytest.mark.corpus
@pytest.mark.parametrize("name", TABLES)
def test_real_tables_agree_with_themselves(name: str) -> None:
    path = TRACKERS / "redmine-csv" / name
    text = path.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    file = read("redmine", path)
    subjects = [row.get("subject") for row in rows if row.get("subject")]
    assert sorted(item.title for item in file.items) == sorted(filter(None, subjects))
    assert reported(file, "it has no title") == len(rows) - len(subjects)
    inner = {str(n) for n in range(1, len(rows) + 1)}
    parents = [(row.get("parent") or "").lstrip("#") for row in rows]
    assert sum(item.parent is not None for item in file.items) == sum(
        parent in inner for parent in parents
    )


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["import_iso8859-1.csv", "import_time_entries.csv"])
def test_real_tables_of_something_else_are_refused(name: str) -> None:
    with pytest.raises(Unreadable, match="columns"):
        read("redmine", TRACKERS / "redmine-csv" / name)
