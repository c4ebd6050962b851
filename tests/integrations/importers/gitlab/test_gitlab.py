"""Issues of GitLab, as its API and its project export have them."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from headway.integrations.importers.gitlab.reader import looks_like
from headway.plan.files.content import Unreadable
from tests.corpus import CORPUS
from tests.integrations.importers.trackers import only, person, read, reported, stage

FOLDER = CORPUS / "trackers/grimoirelab-perceval/gitlab"
ADA = {"id": 1, "username": "ada", "name": "Ada Blue"}


def note(number: int, body: str, **said: Any) -> dict[str, Any]:
    at = f"2024-03-12T1{number}:00:00Z"
    return {"id": number, "body": body, "author": ADA, "created_at": at, **said}


def issue(number: int, **said: Any) -> dict[str, Any]:
    return {
        "id": 9000 + number,
        "iid": number,
        "project_id": 5,
        "title": f"Issue {number}",
        "state": "opened",
        "author": ADA,
        "created_at": "2024-03-12T15:05:00.123Z",
        "web_url": f"https://gitlab.example.org/acme/sub/kestrel/-/issues/{number}",
        **said,
    }


FULL = issue(
    1,
    description="**why**",
    state="closed",
    closed_at="2024-03-14T10:00:00Z",
    labels=["bug", "ui"],
    assignees=[{"id": 2, "username": "ben", "name": "Ben Grey"}],
    milestone={"title": "1.0", "due_date": "2024-04-01"},
    weight=3,
    time_stats={"time_estimate": 7200, "total_time_spent": 3600},
    confidential=True,
    user_notes_count=3,
    notes=[
        note(1, "a comment"),
        note(2, "closed", system=True),
        note(3, "changed title from **{-Old-}** to **{+New+}**", system=True),
        note(4, "assigned to @ben", system=True),
        note(5, "mentioned in !7", system=True),
        note(6, "for few", internal=True),
    ],
    resource_label_events=[
        {"id": 1, "action": "remove", "label": {"name": "old"}, "user": ADA}
    ],
)


def test_an_issue_is_taken_whole() -> None:
    file = read("gitlab", [FULL])
    assert file.boards[0].name == "acme/sub/kestrel"
    item = only(file, "#1")
    assert (item.title, item.description) == ("Issue 1", "**why**")
    assert (stage(file, item), item.labels) == ("Closed", ("bug", "ui"))
    assert item.closed_at == datetime(2024, 3, 14, 10, tzinfo=UTC)
    assert (item.estimate_minutes, item.spent_minutes) == (120, 60)
    assert item.due_on == date(2024, 4, 1)
    assert person(file, item.assignees[0]) == "Ben Grey"
    assert item.fields == {"Milestone": "1.0", "Weight": "3"}
    assert [c.text for c in item.comments] == ["a comment", "for few"]
    assert [(c.field, c.before, c.after) for c in item.changes] == [
        ("state", "Open", "Closed"),
        ("title", "Old", "New"),
        ("assignee", "", "@ben"),
        ("activity", "", "mentioned in !7"),
        ("label", "old", ""),
    ]
    assert reported(file, "comments are not in the file") == 1
    assert reported(file, "only some could") == 2


def test_the_lines_of_a_project_export_are_read() -> None:
    line = {
        "iid": 4, "title": "T", "author_id": 7, "state": "closed", "description": "d",
        "created_at": "2024-03-12 15:05:00 UTC", "due_date": "2024-04-01",
        "label_links": [{"label": {"title": "bug", "color": "#dc143c"}}],
        "issue_assignees": [{"user_id": 8}], "timelogs": [{"time_spent": 5400}],
        "notes": [{"id": 1, "note": "hello", "author_id": 7, "author": {"name": "A"}}],
        "resource_state_events": [{"id": 3, "user_id": 7, "state": "closed"}],
    }  # fmt: skip
    text = json.dumps(line) + "\n" + json.dumps(line | {"iid": 5})
    file = read("gitlab", text, "issues.ndjson")
    assert file.boards[0].name == "issues"
    item = only(file, "#4")
    assert (item.labels, item.assignees, item.spent_minutes) == (("bug",), ("8",), 90)
    assert item.created_at == datetime(2024, 3, 12, 15, 5, tzinfo=UTC)
    assert person(file, item.author) == "A"
    assert [c.text for c in item.comments] == ["hello"]
    assert [c.after for c in item.changes] == ["Closed"]


def test_notes_may_stand_among_the_issues() -> None:
    loose = note(1, "c", noteable_iid=2, noteable_type="Issue")
    lost = loose | {"noteable_iid": 99}
    file = read("gitlab", json.dumps([loose, lost]) + json.dumps([issue(2)]))
    assert [c.text for c in only(file).comments] == ["c"]
    assert reported(file, "an item that is not in the file", "comment") == 1


@pytest.mark.parametrize("said", [{}, [], [{"id": 1, "title": "a commit"}]])
def test_what_holds_no_issue_is_refused(said: Any) -> None:
    with pytest.raises(Unreadable, match="GitLab"):
        read("gitlab", said)


@pytest.mark.corpus
def test_real_answers_agree_with_themselves() -> None:
    texts = [path.read_text() for path in sorted(FOLDER.glob("[im]*[0-9d]"))]
    values = [json.loads(text) for text in texts]
    pages = [value if isinstance(value, list) else [value] for value in values]
    issues = [each for page in pages for each in page if "iid" in each]
    assert len(issues) > 8
    for each in issues:
        file = read("gitlab", each)
        item = only(file)
        assert item.title == each["title"]
        assert looks_like(json.dumps(each).encode(), "x.json")
        is_merge = "/merge_requests/" in each["web_url"]
        assert (item.type == "Merge request") == is_merge
        assert stage(file, item).lower()[:4] == each["state"][:4]
    notes = [json.loads(path.read_text()) for path in sorted(FOLDER.glob("notes_*"))]
    for page in notes:
        file = read("gitlab", [*page, issue(page[0]["noteable_iid"])])
        item = only(file)
        assert len(item.comments) == sum(not each["system"] for each in page)
        assert len(item.changes) == sum(each["system"] for each in page)
