"""Issues of GitHub, as its API and its command line give them."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from headway.integrations.importers.content import Meaning
from headway.integrations.importers.github.reader import looks_like
from headway.plan.files.content import Unreadable
from tests.corpus import CORPUS
from tests.integrations.importers.trackers import only, person, read, reported, stage

TRACKERS = CORPUS / "trackers"
ELK = TRACKERS / "grimoirelab-elk/tests/data"
API = "https://api.github.com/repos/acme/kestrel"
ADA = {"login": "ada", "id": 1, "name": "Ada Blue"}


def issue(number: int, **said: Any) -> dict[str, Any]:
    return {
        "url": f"{API}/issues/{number}",
        "repository_url": API,
        "html_url": f"https://github.com/acme/kestrel/issues/{number}",
        "id": 9000 + number,
        "number": number,
        "title": f"Issue {number}",
        "user": ADA,
        "state": "open",
        "created_at": "2024-03-12T15:05:00Z",
        **said,
    }


FULL = issue(
    1,
    body="- [ ] **do**\r\n",
    state="closed",
    state_reason="not_planned",
    closed_at="2024-03-14T10:00:00Z",
    labels=[{"name": "bug", "color": "D73A4A"}, {"name": "ui", "color": "zzz"}],
    assignees=[{"login": "ben"}, ADA],
    milestone={"title": "1.0", "due_on": "2024-04-01T07:00:00Z"},
    type={"name": "Feature"},
    comments=2,
    reactions={"total_count": 1},
    comments_data=[
        {"id": 5, "body": "second", "user": None, "created_at": "2024-03-13T09:00:00Z"}
    ],
    timeline=[
        {"id": 1, "event": "labeled", "actor": ADA, "label": {"name": "bug"},
         "created_at": "2024-03-12T16:00:00Z"},
        {"id": 2, "event": "commented", "body": "first", "user": ADA,
         "created_at": "2024-03-13T08:00:00Z"},
        {"id": 3, "event": "unassigned", "assignee": {"login": "cem"}},
        {"id": 4, "event": "renamed", "rename": {"from": "a", "to": "b"}},
        {"id": 6, "event": "closed", "state_reason": "not_planned", "actor": ADA,
         "created_at": "2024-03-14T10:00:00Z"},
    ],
)  # fmt: skip


def test_an_issue_is_taken_whole() -> None:
    file = read("github", [FULL])
    [board] = file.boards
    assert board.name == "acme/kestrel"
    assert [(s.name, s.meaning) for s in board.stages] == [
        ("Open", Meaning.TODO),
        ("Closed", Meaning.DONE),
        ("Not planned", Meaning.CANCELLED),
    ]
    assert [(s.name, s.colour) for s in board.labels] == [
        ("bug", "#d73a4a"),
        ("ui", ""),
    ]
    item = only(file)
    assert (item.id, item.key) == ("acme/kestrel#1", "#1")
    assert (item.description, item.type) == ("- [ ] **do**", "Feature")
    assert item.assignees == ("ben", "ada")
    assert (item.due_on, item.fields) == (date(2024, 4, 1), {"Milestone": "1.0"})
    assert stage(file, item) == "Not planned"
    assert item.closed_at == datetime(2024, 3, 14, 10, tzinfo=UTC)
    assert [c.text for c in item.comments] == ["first", "second"]
    assert [(c.field, c.before, c.after) for c in item.changes] == [
        ("label", "", "bug"),
        ("state", "Open", "Not planned"),
        ("assignee", "cem", ""),
        ("title", "a", "b"),
    ]
    assert person(file, item.changes[1].author) == "Ada Blue"
    assert reported(file, "no place for it: reactions") == 1


def test_the_answer_of_the_command_line_is_read_too() -> None:
    said = {
        "number": 7, "title": "T", "body": "b", "state": "CLOSED", "author": ADA,
        "stateReason": "COMPLETED", "url": "https://github.com/acme/kestrel/issues/7",
        "createdAt": "2024-03-12T15:05:00Z", "closedAt": "2024-03-13T15:05:00Z",
        "labels": [{"name": "x", "color": "ededed"}], "assignees": [ADA],
        "comments": [{"id": "IC_1", "author": ADA, "body": "hello",
                      "createdAt": "2024-03-12T16:00:00Z"}],
    }  # fmt: skip
    file = read("github", [said])
    item = only(file, "#7")
    assert stage(file, item) == "Closed"
    assert (item.author, item.labels) == ("ada", ("x",))
    assert [c.text for c in item.comments] == ["hello"]


def test_comments_and_events_may_stand_among_the_issues() -> None:
    comment = {"id": 1, "issue_url": f"{API}/issues/2", "body": "c", "user": ADA}
    event = {"id": 2, "event": "reopened", "actor": ADA, "issue": issue(2)}
    lost = comment | {"issue_url": f"{API}/issues/99"}
    text = json.dumps([comment]) + json.dumps([event, lost]) + json.dumps([issue(2)])
    file = read("github", text)
    item = only(file)
    assert [c.text for c in item.comments] == ["c"]
    assert [(c.field, c.after) for c in item.changes] == [("state", "Open")]
    assert reported(file, "an item that is not in the file", "comment") == 1


def test_pull_requests_are_items_and_sub_issues_parts() -> None:
    pull = issue(3, pull_request={"url": "x"}, state="closed", merged_at="2024-03-14")
    part = issue(2, parent_issue_url=f"{API}/issues/1")
    file = read("github", [part, pull, FULL])
    assert only(file, "#3").type == "Pull request"
    assert stage(file, only(file, "#3")) == "Merged"
    assert only(file, "#2").parent == "acme/kestrel#1"


@pytest.mark.parametrize(
    "said", [{}, [], [{"login": "x"}], {"message": "Not found"}, [{"number": 1}]]
)
def test_what_holds_no_issue_is_refused(said: Any) -> None:
    with pytest.raises(Unreadable, match="GitHub"):
        read("github", said)


@pytest.mark.corpus
def test_a_real_dump_agrees_with_itself() -> None:
    path = ELK / "github.json"
    assert looks_like(path.read_bytes()[:65536], path.name)
    records = [each["data"] for each in json.loads(path.read_text())]
    issues = [each for each in records if "number" in each]
    file = read("github", path)
    twice = reported(file, "another one has the same id")
    assert len(file.items) + twice == len(issues)
    assert reported(file, "it is no issue") == len(records) - len(issues)
    keys = "comments_data", "reviews_data", "review_comments_data"
    comments = sum(len(each.get(key, ())) for each in issues for key in keys)
    assert sum(len(item.comments) for item in file.items) == comments
    first = {each["html_url"]: each for each in reversed(issues)}
    for address, each in first.items():
        [item] = [i for i in file.items if i.address == address]
        assert item.title == each["title"]
        assert set(item.labels) >= {label["name"] for label in each["labels"]}


@pytest.mark.corpus
def test_real_events_agree_with_themselves() -> None:
    records = [each["data"] for each in json.loads((ELK / "githubql.json").read_text())]
    file = read("github", ELK / "githubql.json")
    reviews = [each for each in records if each["eventType"] == "PullRequestReview"]
    assert sum(len(item.comments) for item in file.items) == len(reviews)
    changes = [change for item in file.items for change in item.changes]
    assert len(changes) == len(records) - len(reviews)
    moved = {(c.before, c.after) for c in changes if c.field == "project column"}
    assert ("backlog", "analysis") in moved
    assert len(file.items) == len({i.address for i in file.items}) == 5
