"""Files of other programs, as large as one likes, and what is in them.

All is drawn from a seed.  Texts have in them what breaks programs, and marks by which
each of them is found again: whoever took the file over has all marks, or has lost some.
"""

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

SEED = 7
STATES = ("Backlog", "In progress", "Review", "Done")
PEOPLE = 50
PARTS = 10
"""Of so many items the first is what the others are in."""

COMMENTS, CHANGES, LINKS = 3, 8, 2
"""An issue has up to so many comments and entries of its history; one in so many waits
for an earlier one."""

TRICKY = (
    "=HYPERLINK(1)", "@SUM", "Größe 大きさ", "e\u0301 \U0001f469\u200d\U0001f680",
    "\u202eabc", "<b>x</b> & </a>", "''quoted'' \"twice\"", "a;b,c|d", "100 %",
    "\\n \\u0000", "{{x}} ${y}", "'; DROP TABLE x; --", "]]>", "../../etc", "نص عربي",
)  # fmt: skip
WORDS = [
    "plan",
    "draw",
    "build",
    "check",
    "hull",
    "mast",
    "sail",
    "keel",
    "rope",
    "board",
    "nail",
    "paint",
    "tide",
]


@dataclass
class Said:
    """What is in a file: numbers of things, and marks of texts, by kind."""

    items: int = 0
    comments: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    links: set[tuple[str, str]] = field(default_factory=set)


class Text:
    """Draws texts; the same seed draws the same ones."""

    def __init__(self, seed: int = SEED) -> None:
        self.rng = random.Random(seed)

    def line(self, words: int = 6) -> str:
        drawn = [self.rng.choice(WORDS) for _each in range(words)]
        drawn[self.rng.randrange(words)] = self.rng.choice(TRICKY)
        return " ".join(drawn)

    def long(self, size: int, mark: str) -> str:
        """Paragraphs of about so many characters, with a mark at both ends."""
        lines = [mark]
        left = size - 2 * len(mark)
        while left > 0:
            lines.append(self.line(12))
            left -= len(lines[-1]) + 1
        return "\n".join([*lines, f"{mark}end"])


def above(n: int) -> int | None:
    """The number of the item in which an item is."""
    return n - n % PARTS if n % PARTS else None


def before(n: int, text: Text) -> int | None:
    """The number of the item for which an item waits."""
    if n < PARTS or n % LINKS:
        return None
    chosen = n - text.rng.randrange(1, PARTS)
    return chosen if chosen != above(n) else chosen - 1


def table(path: Path, items: int, size: int) -> Said:
    """A CSV file."""
    text, said = Text(), Said(items=items)
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(
            ["Key", "Title", "Status", "Assignee", "Due", "Estimate", "Labels",
             "Parent", "Predecessors", "Description"]
        )  # fmt: skip
        for n in range(items):
            up, first = above(n), before(n, text)
            if first is not None:
                said.links.add((f"T-{first}", f"T-{n}"))
            mark = f"text{n}mark"
            said.texts |= {mark, f"{mark}end"}
            out.writerow(
                [f"T-{n}", f"{n} {text.line()}", STATES[n % 4], f"Worker {n % PEOPLE}",
                 f"2027-{n % 12 + 1:02}-15", f"{n % 9 + 1}h", f"area {n % 7}",
                 "" if up is None else f"T-{up}",
                 "" if first is None else f"T-{first}", text.long(size, mark)]
            )  # fmt: skip
    return said


def _person(n: int) -> dict[str, Any]:
    return {"accountId": f"u{n % PEOPLE}", "displayName": f"Worker {n % PEOPLE}",
            "avatarUrls": {"48x48": f"https://jira.example.org/avatar/{n % PEOPLE}"},
            "emailAddress": f"worker{n % PEOPLE}@example.org"}  # fmt: skip


def _day(n: int) -> str:
    return f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}T{n % 24:02}:15:00.000+0000"


def _issue(n: int, size: int, text: Text, said: Said) -> dict[str, Any]:
    state, up, first = STATES[n % 4], above(n), before(n, text)
    category = {"Backlog": "new", "Done": "done"}.get(state, "indeterminate")
    comments, histories = [], []
    for k in range(text.rng.randrange(COMMENTS + 1)):
        mark = f"comment{n}x{k}mark"
        said.comments.add(mark)
        comments.append(
            {"id": f"{n}{k:02}", "author": _person(n + k), "created": _day(n + k),
             "body": f"{mark} {text.line(20)}"}
        )  # fmt: skip
    for k in range(text.rng.randrange(1, CHANGES + 1)):
        mark = f"change{n}x{k}mark"
        said.changes.add(mark)
        histories.append(
            {"id": f"9{n}{k:02}", "author": _person(n + k), "created": _day(n + k),
             "items": [{"field": "Notes", "fromString": text.line(), "toString": mark}]}
        )  # fmt: skip
    links = []
    if first is not None:
        said.links.add((str(1000 + first), str(1000 + n)))
        links.append(
            {"type": {"name": "Blocks"}, "inwardIssue": {"key": f"BIG-{first + 1}"}}
        )
    mark = f"text{n}mark"
    said.texts |= {mark, f"{mark}end"}
    return {
        "id": str(1000 + n),
        "key": f"BIG-{n + 1}",
        "self": f"https://jira.example.org/rest/api/2/issue/{1000 + n}",
        "fields": {
            "summary": f"{n} {text.line()}",
            "description": text.long(size, mark),
            "project": {"id": "1", "key": "BIG", "name": "Big"},
            "status": {"id": state, "name": state, "statusCategory": {"key": category}},
            "issuetype": {"name": "Story" if up is not None else "Epic"},
            "priority": {"name": ("High", "Medium", "Low")[n % 3]},
            "assignee": _person(n),
            "reporter": _person(n + 1),
            "labels": [f"area{n % 7}"],
            "created": _day(n),
            "duedate": f"2027-{n % 12 + 1:02}-15",
            "timeoriginalestimate": 3600 * (n % 9 + 1),
            "comment": {"total": len(comments), "comments": comments},
            "issuelinks": links,
            **({} if up is None else {"parent": {"key": f"BIG-{up + 1}"}}),
        },
        "changelog": {"total": len(histories), "histories": histories},
    }


def jira_json(path: Path, items: int, size: int) -> Said:
    """What Jira's REST API answers to a search, with history."""
    text, said = Text(), Said(items=items)
    with path.open("w") as file:
        file.write(f'{{"startAt": 0, "total": {items}, "issues": [')
        for n in range(items):
            file.write(",\n" if n else "\n")
            json.dump(_issue(n, size, text, said), file)
        file.write("]}")
    return said


def jira_xml(path: Path, items: int, size: int) -> Said:
    """Jira's XML of a search, which has no history."""
    text, said = Text(), Said(items=items)
    with path.open("w") as file:
        file.write(
            '<?xml version="1.0"?><rss version="0.92"><channel>'
            "<title>Jira</title><link>https://jira.example.org/</link>\n"
        )
        for n in range(items):
            file.writelines(_feed_item(_issue(n, size, text, said)))
        file.write("</channel></rss>")
    said.changes.clear()
    return said


def _feed_item(issue: dict[str, Any]) -> Iterator[str]:
    fields, key, uid = issue["fields"], issue["key"], issue["id"]
    yield f'<item><link>https://jira.example.org/browse/{key}</link><key id="{uid}">'
    yield f'{key}</key><project id="1" key="BIG">Big</project>'
    yield f"<summary>{escape(fields['summary'])}</summary><description>"
    html = "".join(f"<p>{escape(x)}</p>" for x in fields["description"].split("\n"))
    yield f"{escape(html)}</description><status>{fields['status']['name']}</status>"
    who = fields["assignee"]
    yield f'<assignee accountid="{who["accountId"]}">{who["displayName"]}</assignee>'
    yield "<created>Fri, 24 Sep 2021 14:22:15 -0700</created><comments>"
    for each in fields["comment"]["comments"]:
        yield (
            f'<comment id="{each["id"]}" author="{each["author"]["accountId"]}" '
            f'created="Fri, 24 Sep 2021 15:22:15 -0700">'
            f"{escape('<p>' + escape(each['body']) + '</p>')}</comment>"
        )
    yield "</comments><issuelinks>"
    for each in fields["issuelinks"]:
        other = each["inwardIssue"]["key"]
        yield (
            "<issuelinktype><name>Blocks</name><inwardlinks><issuelink>"
            f"<issuekey>{other}</issuekey></issuelink></inwardlinks></issuelinktype>"
        )
    yield "</issuelinks></item>\n"


def trello(path: Path, items: int, size: int) -> Said:
    """A board of Trello with all its actions, more than Trello would export."""
    text, said = Text(), Said(items=items)
    lists = [{"id": f"s{n}", "name": x, "pos": n} for n, x in enumerate(STATES)]
    with path.open("w") as file:
        board = {"id": "b1", "name": "Big", "shortLink": "x", "lists": lists,
                 "url": "https://trello.com/b/x/big"}  # fmt: skip
        file.write(json.dumps(board)[:-1] + ', "cards": [')
        for n in range(items):
            mark = f"text{n}mark"
            said.texts |= {mark, f"{mark}end"}
            card = {
                "id": f"c{n}", "idShort": n, "name": f"{n} {text.line()}",
                "desc": text.long(size, mark), "idList": f"s{n % 4}", "pos": n,
                "due": "2027-02-01T23:30:00.000Z", "idMembers": [f"u{n % PEOPLE}"],
            }  # fmt: skip
            file.write((",\n" if n else "\n") + json.dumps(card))
        file.write('], "actions": [')
        for n in range(items):
            file.write(",\n" if n else "\n")
            file.write(",\n".join(map(json.dumps, _actions(n, text, said))))
        file.write("]}")
    return said


def _actions(n: int, text: Text, said: Said) -> Iterator[dict[str, Any]]:
    who = {"id": f"u{n % PEOPLE}", "fullName": f"Worker {n % PEOPLE}",
           "avatarUrl": "https://trello.example.org/" + "a" * 60}  # fmt: skip
    common = {"idMemberCreator": who["id"], "memberCreator": who,
              "date": "2024-01-09T10:00:00.000Z"}  # fmt: skip
    mark = f"comment{n}mark"
    said.comments.add(mark)
    yield {
        "id": f"a{n}",
        "type": "commentCard",
        **common,
        "data": {"card": {"id": f"c{n}"}, "text": f"{mark} {text.line(20)}"},
    }
    for k in range(CHANGES // 2):
        mark = f"change{n}x{k}mark"
        said.changes.add(mark)
        yield {"id": f"b{n}x{k}", "type": "updateCard", **common,
               "data": {"card": {"id": f"c{n}", "name": mark},
                        "old": {"name": text.line()}}}  # fmt: skip


def mspdi(path: Path, items: int, size: int) -> Said:
    """A plan of Microsoft Project, with the baselines and time-phased data of one."""
    text, said = Text(), Said(items=items)
    phased = "<TimephasedData><Type>1</Type><Value>PT8H0M0S</Value></TimephasedData>"
    baseline = "<Baseline><Number>0</Number><Work>PT8H0M0S</Work></Baseline>"
    with path.open("w") as file:
        file.write(
            '<?xml version="1.0"?><Project '
            'xmlns="http://schemas.microsoft.com/project"><Title>Big</Title>'
            "<StartDate>2026-01-05T08:00:00</StartDate><Tasks>\n"
        )
        for n in range(items):
            up, first = above(n), before(n, text)
            mark = f"text{n}mark"
            said.texts |= {mark, f"{mark}end"}
            file.write(f"<Task><UID>{n + 1}</UID><ID>{n + 1}</ID>")
            file.write(f"<Name>{escape(f'{n} {text.line()}')}</Name>")
            file.write(f"<OutlineLevel>{1 if up is None else 2}</OutlineLevel>")
            file.write("<Duration>PT8H0M0S</Duration><Work>PT8H0M0S</Work>")
            file.write(f"<Notes>{escape(text.long(size, mark))}</Notes>")
            if first is not None:
                said.links.add((str(first + 1), str(n + 1)))
                file.write(
                    f"<PredecessorLink><PredecessorUID>{first + 1}"
                    "</PredecessorUID><Type>1</Type></PredecessorLink>"
                )
            file.write(baseline + phased * 70 + "</Task>\n")
        file.write("</Tasks><Resources>")
        for n in range(PEOPLE):
            file.write(
                f"<Resource><UID>{n + 1}</UID><Name>Worker {n}</Name>"
                "<Type>1</Type></Resource>"
            )
        file.write("</Resources><Assignments>")
        for n in range(items):
            if n % PARTS:
                file.write(
                    f"<Assignment><UID>{n + 1}</UID><TaskUID>{n + 1}</TaskUID>"
                    f"<ResourceUID>{n % PEOPLE + 1}</ResourceUID>"
                    "<Work>PT8H0M0S</Work></Assignment>"
                )
        file.write("</Assignments></Project>")
    return said
