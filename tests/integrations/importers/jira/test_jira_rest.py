"""Issues as Jira's REST API gives them, versions 2 and 3."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from headway.integrations.importers.content import LinkKind, Meaning
from headway.integrations.importers.jira.reader import looks_like
from headway.plan.files.content import Unreadable
from tests.corpus import CORPUS
from tests.integrations.importers.trackers import only, person, read, reported, stage

TRACKERS = CORPUS / "trackers"
FILES = [
    "grimoirelab-elk/tests/data/jira.json",
    "grimoirelab-elk/tests/data/jira_new.json",
    "grimoirelab-perceval/jira/jira_issues_parse_expected.json",
    "grimoirelab-perceval/jira/jira_issues_page_empty.json",
]
ADA = {"accountId": "u1", "displayName": "Ada Blue", "emailAddress": "ada@example.org"}
BEN = {"name": "ben", "key": "ben", "displayName": "Ben Grey"}


def status(name: str, category: str) -> dict[str, Any]:
    return {"id": name, "name": name, "statusCategory": {"key": category}}


def issue(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": str(1000 + number),
        "key": f"KES-{number}",
        "self": f"https://jira.example.org/rest/api/2/issue/{1000 + number}",
        "fields": {
            "summary": f"Issue {number}",
            "project": {"id": "1", "key": "KES", "name": "Kestrel"},
            "status": status("To Do", "new"),
            "issuetype": {"name": "Story"},
            **fields,
        },
    }


FULL = issue(
    1,
    description="h2. Why\n* it is *good*",
    status=status("Code Review", "indeterminate"),
    priority={"name": "Highest"},
    resolution={"name": "Fixed"},
    labels=["ui", "api"],
    components=[{"name": "Web"}],
    assignee=ADA,
    reporter=BEN,
    created="2024-03-12T15:05:00.000+0100",
    resolutiondate="2024-03-14T10:00:00.000+0000",
    duedate="2024-04-01",
    timeoriginalestimate=28800,
    timeestimate=3600,
    timespent=7200,
    comment={"total": 3, "comments": [
        {"id": "c1", "author": BEN, "body": "see {{x}}", "created": "2024-03-13"},
        {"id": "c2", "author": None, "body": "b", "visibility": {"type": "role"}},
    ]},
    attachment=[{"id": "a1", "filename": "a.png", "content": "https://x/a"}],
    issuelinks=[
        {"type": {"name": "Blocks"}, "outwardIssue": {"key": "KES-2"}},
        {"type": {"name": "Cloners"}, "inwardIssue": {"key": "KES-3"}},
        {"type": {"name": "Relates"}, "outwardIssue": {"key": "OTHER-9"}},
    ],
    customfield_1="KES-3", customfield_2=5.0, customfield_3=[{"name": "Sprint 1"}],
    customfield_4="2|hzz:", customfield_5={"value": "EU", "child": {"value": "DE"}},
    customfield_6="2024-03-20", customfield_7=None, customfield_8="{}",
)  # fmt: skip
FULL["changelog"] = {"total": 9, "histories": [
    {"id": "h2", "author": BEN, "created": "2024-03-13T09:00:00Z", "items": [
        {"field": "status", "fromString": "Old way", "toString": "Code Review"},
        {"field": "Sprint", "fromString": "", "toString": "Sprint 1"}]},
    {"id": "h1", "author": ADA, "created": "2024-03-12T16:00:00Z", "items": [
        {"field": "assignee", "fromString": None, "toString": "Ada Blue"}]},
]}  # fmt: skip
NAMES = {
    "customfield_1": "Epic Link", "customfield_2": "Story Points",
    "customfield_3": "Sprint", "customfield_4": "Rank", "customfield_5": "Place",
    "customfield_6": "Start date", "customfield_8": "Development",
}  # fmt: skip
PAGE = {"issues": [
    FULL,
    issue(2, parent={"key": "KES-1", "id": "1001"}, customfield_4="2|hza:",
          issuelinks=[{"type": {"name": "Blocks"}, "inwardIssue": {"key": "KES-1"}}]),
    issue(3, issuetype={"name": "Epic"}, status=status("Won't do", "done"),
          resolutiondate="2024-03-14T10:00:00.000+0000"),
], "names": NAMES, "total": 3, "startAt": 0}  # fmt: skip


def test_an_issue_is_taken_whole() -> None:
    file = read("jira", PAGE)
    item = only(file, "KES-1")
    assert item.description == "## Why\n\n- it is **good**"
    assert (item.type, item.importance, item.labels) == ("Story", 5, ("ui", "api"))
    assert item.address == "https://jira.example.org/browse/KES-1"
    assert person(file, item.author) == "Ben Grey"
    assert item.assignees == ("u1",)
    assert item.created_at == datetime(2024, 3, 12, 14, 5, tzinfo=UTC)
    assert item.closed_at is None
    assert reported(file, "resolved, but its status is one of open work") == 1
    assert (item.start_on, item.due_on) == (date(2024, 3, 20), date(2024, 4, 1))
    minutes = item.estimate_minutes, item.remaining_minutes, item.spent_minutes
    assert minutes == (480, 60, 120)
    assert item.fields == {
        "Priority": "Highest", "Resolution": "Fixed", "Components": "Web",
    }  # fmt: skip
    assert item.custom == {
        "Story Points": "5", "Sprint": "Sprint 1", "Place": "EU / DE",
    }  # fmt: skip
    assert [c.text for c in item.comments] == ["see `x`", "b"]
    assert [(a.name, a.address) for a in item.attachments] == [("a.png", "https://x/a")]
    assert reported(file, "only the first ones of its comments") == 1
    assert reported(file, "only some could read it there") == 1
    assert reported(file, "only a part of its history") == 1


def test_history_comes_in_order_and_its_states_are_columns() -> None:
    file = read("jira", PAGE)
    changes = [(c.field, c.before, c.after) for c in only(file, "KES-1").changes]
    assert changes == [
        ("assignee", "", "Ada Blue"),
        ("state", "Old way", "Code Review"),
        ("Sprint", "", "Sprint 1"),
    ]
    assert [(s.name, s.meaning) for s in file.boards[0].stages] == [
        ("To Do", Meaning.TODO),
        ("Old way", Meaning.TODO),
        ("Code Review", Meaning.REVIEW),
        ("Won't do", Meaning.CANCELLED),
    ]
    assert stage(file, only(file, "KES-1")) == "Code Review"


def test_epics_parents_ranks_and_links_point_at_items() -> None:
    file = read("jira", PAGE)
    keys = {item.id: item.key for item in file.items}
    assert [item.key for item in file.items] == ["KES-3", "KES-1", "KES-2"]
    parents = {item.key: keys.get(item.parent or "") for item in file.items}
    assert parents == {"KES-3": None, "KES-1": "KES-3", "KES-2": "KES-1"}
    assert only(file, "KES-3").closed_at == datetime(2024, 3, 14, 10, tzinfo=UTC)
    assert only(file, "KES-2").position < only(file, "KES-1").position
    assert [(keys[k.before], keys[k.after], k.kind) for k in file.links] == [
        ("KES-1", "KES-2", LinkKind.PRECEDES),
        ("KES-3", "KES-1", LinkKind.RELATES),
    ]
    assert reported(file, "an end of it is not in the file") == 1
    assert reported(file, "taken as a relation") == 1


def test_sub_tasks_that_only_their_parent_names_are_part_of_it() -> None:
    whole = issue(1, subtasks=[{"key": "KES-2"}])
    file = read("jira", [whole, issue(2)])
    assert only(file, "KES-2").parent == "1001"


def test_a_circle_of_parents_is_broken_and_reported() -> None:
    parents = {1: "KES-2", 2: "KES-3", 3: "KES-1"}
    file = read("jira", [issue(n, parent={"key": p}) for n, p in parents.items()])
    assert len(file.items) == 3
    assert reported(file, "part of itself") == 1


def test_documents_of_version_3_become_markdown() -> None:
    words = {"type": "text", "text": "bold", "marks": [{"type": "strong"}]}
    said = {"type": "doc", "content": [{"type": "paragraph", "content": [words]}]}
    comment = {"comments": [{"id": "1", "author": ADA, "body": said}]}
    item = only(read("jira", [issue(1, description=said, comment=comment)]))
    assert item.description == item.comments[0].text == "**bold**"


@pytest.mark.parametrize(
    "said",
    [
        json.dumps(FULL),
        json.dumps(PAGE),
        json.dumps([FULL]),
        json.dumps({"data": FULL, "uuid": "x"}) + "\n",
        json.dumps([PAGE, {"issues": []}]),
        json.dumps(PAGE) + json.dumps({"issues": []}),
    ],
)
def test_whatever_issues_are_wrapped_in(said: str) -> None:
    file = read("jira", said)
    assert only(file, "KES-1").title == "Issue 1"
    assert looks_like(said.encode(), "x.json")


def test_people_and_fields_of_odd_kinds_are_reported() -> None:
    odd = issue(
        1, summary=None, assignee="ada", labels="x", created=True, duedate="soon",
        timespent="much", comment=[1], issuelinks={"a": 1}, parent=7, novelty="x",
    )  # fmt: skip
    odd["changelog"] = "none"
    file = read("jira", [odd])
    assert only(file).title == "KES-1"
    assert reported(file, "is not what it should be") >= 6
    assert reported(file, "is not a date") == 2
    assert reported(file, "does not know this field: novelty") == 1


@pytest.mark.parametrize("said", [{}, [], [1], [{"a": 1}], {"issue": 1}])
def test_what_holds_no_issue_is_refused(said: Any) -> None:
    with pytest.raises(Unreadable, match="Jira"):
        read("jira", said)


@pytest.mark.corpus
@pytest.mark.parametrize("name", FILES)
def test_real_dumps_agree_with_themselves(name: str) -> None:
    path = TRACKERS / name
    assert looks_like(path.read_bytes()[:65536], path.name)
    whole = json.loads(path.read_text())
    found = whole["issues"] if isinstance(whole, dict) else whole
    issues = [each.get("data", each) for each in found]
    file = read("jira", path)
    assert len(file.items) == len(issues)
    histories = [each.get("changelog", {}).get("histories", []) for each in issues]
    changes = sum(len(h["items"]) for each in histories for h in each)
    assert sum(len(item.changes) for item in file.items) == changes
    comments = sum(len(each.get("comments_data", [])) for each in issues)
    assert sum(len(item.comments) for item in file.items) == comments
    for each in issues:
        item = next(item for item in file.items if item.key == each["key"])
        fields = each.get("fields", {})
        if fields.get("summary"):
            assert item.title == fields["summary"]
            assert stage(file, item) == fields["status"]["name"]
            assert item.created_at == datetime.fromisoformat(fields["created"])


@pytest.mark.corpus
def test_a_dump_in_lines_is_the_same(tmp_path: Path) -> None:
    whole = json.loads((TRACKERS / FILES[0]).read_text())
    lines = tmp_path / "lines.json"
    lines.write_text("\n".join(map(json.dumps, whole)))
    assert read("jira", lines) == read("jira", TRACKERS / FILES[0])
