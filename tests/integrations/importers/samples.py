"""A small file of each kind that can be imported, with something of all in it."""

import json
from functools import cache
from typing import Any

from tests.integrations.importers.deck import test_deck
from tests.integrations.importers.github import test_github
from tests.integrations.importers.gitlab import test_gitlab
from tests.integrations.importers.jira import test_jira_rest, test_jira_tables
from tests.integrations.importers.msproject.documents import document, element, link
from tests.integrations.importers.msproject.documents import task as ms_task
from tests.integrations.importers.planka import test_planka
from tests.integrations.importers.redmine import test_redmine
from tests.integrations.importers.schedules.documents import GAN, MPX, PLANNER, TJP
from tests.integrations.importers.test_lists_of_tasks import (
    ASANA,
    PROJECT,
    TICKTICK,
    archive,
)
from tests.integrations.importers.test_spreadsheets import PLAN, book
from tests.integrations.importers.trello import test_trello
from tests.integrations.importers.wekan import test_wekan

FEED = """\
<?xml version="1.0"?><rss version="0.92"><channel><title>Jira</title>
<link>https://jira.example.org/issues</link>
<item><link>https://jira.example.org/browse/KES-1</link>
<project id="1" key="KES">Kestrel</project>
<description>&lt;p&gt;why &lt;b&gt;not&lt;/b&gt;&lt;/p&gt;</description>
<key id="101">KES-1</key><summary>First</summary><type id="1">Story</type>
<priority id="3">High</priority><status id="5">In Review</status>
<statusCategory id="4" key="indeterminate"/><assignee accountid="u1">Ada</assignee>
<reporter accountid="u2">Ben</reporter><labels><label>ui</label></labels>
<created>Fri, 24 Sep 2021 14:22:15 -0700</created><due>Sat, 2 Oct 2021</due>
<timeoriginalestimate seconds="28800">1 day</timeoriginalestimate>
<component>Web</component><comments><comment id="9" author="u2"
 created="Fri, 24 Sep 2021 15:22:15 -0700">&lt;p&gt;hello&lt;/p&gt;</comment></comments>
<attachments><attachment id="7" name="a.png" size="3" author="u1"
 created="Fri, 24 Sep 2021 14:22:15 -0700"/></attachments>
<subtasks><subtask id="102">KES-2</subtask></subtasks>
<issuelinks><issuelinktype id="1"><name>Blocks</name><outwardlinks description="blocks">
<issuelink><issuekey id="102">KES-2</issuekey></issuelink></outwardlinks>
</issuelinktype></issuelinks><customfields>
<customfield id="c1"><customfieldname>Story Points
</customfieldname><customfieldvalues><customfieldvalue>3.0</customfieldvalue>
</customfieldvalues></customfield></customfields></item>
<item><key id="102">KES-2</key><summary>Second</summary><status>Done</status>
<resolved>Fri, 1 Oct 2021 14:22:15 -0700</resolved></item></channel></rss>
"""
OWN = {
    "format": "headway-project", "version": 1, "written_at": "2026-03-01T09:00:00Z",
    "project": {"id": "p1", "key": "KES", "name": "Kestrel", "priority": 600,
                "target_on": "2026-09-01", "starts_no_earlier": "2026-03-02T08:00:00Z"},
    "types": [{"id": "t1", "name": "Story", "states": [
        {"id": "s1", "name": "Ready", "category": "todo"},
        {"id": "s2", "name": "Over", "category": "done"}]}],
    "people": [{"id": "1", "name": "Ada Blue", "email": "ada@example.org"}],
    "labels": [{"name": "wet", "colour": "blue"}],
    "items": [
        {"id": "1", "number": 1, "title": "Write", "type": "Story", "state": "Ready",
         "description": "**md**", "drive": "effort", "effort_minutes": 480,
         "deadline": "2026-05-01T21:59:00Z", "labels": ["wet"]},
        {"id": "2", "number": 2, "title": "Part", "parent": "1", "type": "Story",
         "state": "Over", "finished_at": "2026-03-05T09:00:00Z"},
    ],
    "links": [{"before": "2", "after": "1", "kind": "FS", "lag_minutes": 60}],
    "board": ["2", "1"],
}  # fmt: skip
TREE = [[*line.split(";")] for line in PLAN.splitlines()]


@cache
def samples() -> dict[str, tuple[str, bytes]]:
    """The files by what they are, each with the source that reads it."""
    full = document(
        ms_task(1, "All"),
        ms_task(
            2, OutlineLevel=2, links=link(1, lag=4800), Start="2026-01-05T08:00:00"
        ),
        ms_task(3, OutlineLevel=2, links=link(2), Milestone=1, Duration="PT0H0M0S"),
        resources=element("Resource", UID=1, Name="Ada", Type=1, StandardRate="12.5"),
        assignments=element(
            "Assignment", UID=1, TaskUID=2, ResourceUID=1, Work="PT8H0M0S"
        ),
    )
    texts = {
        "msproject": ("msproject", full),
        "ganttproject": ("ganttproject", GAN),
        "planner": ("planner", PLANNER),
        "mpx": ("mpx", MPX),
        "taskjuggler": ("taskjuggler", TJP),
        "ticktick": ("ticktick", TICKTICK),
        "asana": ("asana", ASANA),
        "jira csv": ("jira", test_jira_tables.TABLE),
        "jira xml": ("jira", FEED),
        "csv": ("spreadsheet", PLAN),
    }
    objects: dict[str, tuple[str, Any]] = {
        "headway": ("headway", OWN),
        "trello": ("trello", test_trello.board()),
        "jira json": ("jira", test_jira_rest.PAGE),
        "github": ("github", [test_github.FULL, test_github.issue(2)]),
        "gitlab": ("gitlab", [test_gitlab.FULL, test_gitlab.issue(2)]),
        "redmine": (
            "redmine",
            {"issues": [test_redmine.FULL, *map(test_redmine.issue, (2, 3))]},
        ),
        "wekan": ("wekan", test_wekan.board()),
        "planka": ("planka", test_planka.board()),
        "deck": ("deck", test_deck.board(test_deck.FULL, test_deck.card(2))),
    }
    found = {name: (source, text.encode()) for name, (source, text) in texts.items()}
    for name, (source, value) in objects.items():
        found[name] = (source, json.dumps(value, indent=1).encode())
    found["vikunja"] = ("vikunja", archive([PROJECT], files_9=b"content"))
    found["xlsx"] = ("spreadsheet", book([list(row) for row in TREE]))
    return found
