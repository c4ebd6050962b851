"""Read issues of GitHub, with comments and events where the file has them.

Issues as the REST API (``/issues``) and ``gh issue list --json`` give them: an array,
arrays that follow each other, or one in each line; comments (``/issues/comments``) and
events (``/issues/events``) may stand among them.  Pull requests are items too.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO, Final

from headway.integrations.importers.content import (
    FileComment,
    FileItem,
    Meaning,
    TrackerFile,
)
from headway.integrations.importers.github.events import change_of, kind_of
from headway.integrations.importers.github.people import person
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.attached import Attached
from headway.integrations.importers.reading.json_file import JsonFile
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.integrations.importers.reading.record import Record
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

REPOSITORY: Final = re.compile(
    r"https?://[^/\s]+/(?:api/v3/)?(?:repos/)?([^/\s]+/[^/\s]+)"
    r"(?:/(?:issues|pull|pulls)/(\d+))?"
)
COLOUR: Final = re.compile(r"[0-9a-fA-F]{6}")
ISSUE: Final = re.compile(rb'"number"\s*:')
STAGES: Final = {
    "open": ("Open", Meaning.TODO),
    "closed": ("Closed", Meaning.DONE),
    "not_planned": ("Not planned", Meaning.CANCELLED),
    "duplicate": ("Duplicate", Meaning.CANCELLED),
    "merged": ("Merged", Meaning.DONE),
}
COMMENTS: Final = {
    "comments": "",
    "comments_data": "",
    "reviews_data": "review-",
    "review_comments_data": "line-",
}
"""Where comments stand in an issue, and what tells their ids from each other."""

PULL: Final = ("pull_request", "merged_at", "mergeable_state", "merge_commit_sha")
WHY: Final = kinds.reasons(
    {
        kinds.COMPUTED: """
            updated_at updatedAt comments author_association authorAssociation locked
            active_lock_reason sub_issues_summary issue_dependencies_summary score
            additions deletions changed_files commits review_comments mergeable
            mergeable_state rebaseable draft isPinned lastEditedAt closed""",
        kinds.MARK: """
            url id node_id labels_url comments_url events_url html_url timeline_url
            repository_url performed_via_github_app issue_url diff_url patch_url
            statuses_url commits_url review_comments_url review_comment_url _links
            resourcePath databaseId repository maintainer_can_modify""",
        kinds.REPEATED: """
            assignee assignee_data assignees_data user_data closed_by pull_request
            merged_by merged_by_data requested_reviewers_data issue""",
        kinds.NO_PLACE: """
            reactions reactions_data reactionGroups base head commits_data merged
            merged_at merge_commit_sha requested_reviewers requested_teams auto_merge
            projectCards projectItems pinned_comment diff_hunk path position line side
            original_position original_line start_line start_side original_start_line
            commit_id original_commit_id includesCreatedEdit isMinimized minimizedReason
            viewerDidAuthor in_reply_to_id pull_request_review_id pull_request_url
            subject_type state_reason""",
    }
)


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file begins as issues of GitHub do."""
    is_json = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    is_theirs = (
        b"https://api.github.com/" in start
        or b"https://github.com/" in start
        or b'"author_association"' in start
        or b'"node_id"' in start
    )
    is_issue = ISSUE.search(start) is not None or b'"issue_url"' in start
    is_other = (
        b'"iid"' in start or b'"idBoard"' in start or b'"idMemberCreator"' in start
    )
    return is_json and is_issue and is_theirs and not is_other


def read_github(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read issues; a repository is a board, its stages are the states of issues.

    Raises :class:`Unreadable` for what holds none.
    """
    reading = Reading(zone, WHY)
    return _Issues(JsonFile(file, reading), reading, name).result()


class _Issues:
    """The issues of one file while they are read."""

    def __init__(self, file: JsonFile, reading: Reading, name: str) -> None:
        self._file, self._reading = file, reading
        self._attached = Attached(reading)
        self._missing: dict[str, str] = {}
        self._home = name.rpartition(".")[0] or name or "GitHub"

    def result(self) -> TrackerFile:
        count = sum(map(self._take, self._file.records("items", "issues")))
        if not count:
            raise Unreadable(
                _(
                    "The file holds no issues of GitHub: fetch them with gh api "
                    "--paginate repos/OWNER/NAME/issues?state=all."
                )
            )
        for uid, shown in self._missing.items():
            if not self._attached.comments[uid]:
                why = _("its comments are not in the file, or not all of them")
                self._reading.note("item", shown, why)
        self._attached.settle()
        for board in self._reading.boards.values():
            board.sort()
        return self._reading.result()

    def _take(self, value: Mapping[str, Any]) -> bool:
        """Read one record; says whether it is of an issue."""
        record = Record(dict(value), self._reading, "item")
        if "eventType" in value:
            return self._take_event_with(record)
        if "event" in value and "issue" in value:
            return self._take_event(record, record.record("issue"))
        if "issue_url" in value and "body" in value and "title" not in value:
            return self._take_comment(record)
        if "number" in value and "title" in value:
            self._take_issue(record)
            return True
        shown = next((str(value[k]) for k in ("full_name", "login") if k in value), "")
        self._reading.note("row", shown, _("it is no issue"))
        return False

    def _take_event_with(self, event: Record) -> bool:
        """Read an event that carries its issue, each time anew."""
        issue = event.record("issue") or event.record("pullRequest")
        if issue is None or "number" not in issue:
            self._reading.note("row", kind_of(event), _("it is no issue"))
            return False
        if "title" in issue and self._id(issue)[0] not in self._reading.items:
            self._take_issue(issue)
        return self._take_event(event, issue)

    def _take_event(self, event: Record, issue: Record | None) -> bool:
        if issue is None:
            return False
        self._put_event(self._id(issue)[0], event)
        return True

    def _put_event(self, uid: str, event: Record) -> None:
        if kind_of(event) in ("commented", "reviewed", "pull request review"):
            self._comment(uid, event)
        else:
            self._attached.changes[uid].append(change_of(self._reading, event))

    def _take_comment(self, comment: Record) -> bool:
        found = REPOSITORY.match(comment.line("issue_url", 2000))
        if found is None or not found[2]:
            comment.note(_("it does not say which issue it belongs to"))
            return False
        self._comment(f"{found[1]}#{found[2]}", comment)
        return True

    def _comment(self, uid: str, comment: Record, mark: str = "") -> None:
        comment.kind = "comment"
        who = person(self._reading, comment.record("user") or comment.record("author"))
        text = comment.text("body") or comment.line("state")
        at = comment.instant("created_at") or comment.instant("createdAt")
        self._attached.comments[uid].append(
            FileComment(
                id=f"{mark}{comment.id('id') or len(self._attached.comments[uid])}",
                text=text,
                author=who,
                at=at or comment.instant("submitted_at"),
            )
        )
        comment.close()

    def _id(self, issue: Record) -> tuple[str, str]:
        """Return the issue's id, which is its number with the repository, and that."""
        for key in ("repository_url", "html_url", "url"):
            if key in issue and (found := REPOSITORY.match(issue.line(key, 2000))):
                return f"{found[1]}#{issue.id('number')}", found[1]
        return f"{self._home}#{issue.id('number')}", self._home

    def _take_issue(self, issue: Record) -> None:
        issue.name = f"#{issue.id('number')}"
        uid, repository = self._id(issue)
        board = self._reading.board(repository, repository)
        title, description = self._reading.titled(
            issue.line("title", 100_000), issue.text("body"), issue.name
        )
        milestone = issue.record("milestone")
        due = milestone and (milestone.raw("due_on") or milestone.raw("dueOn"))
        author = person(self._reading, issue.record("user") or issue.record("author"))
        created = issue.instant("created_at") or issue.instant("createdAt")
        item = FileItem(
            id=uid,
            title=title,
            board=board.id,
            stage=self._stage(issue, board),
            key=issue.name,
            address=issue.line("html_url", 2000)
            or f"https://github.com/{repository}/issues/{issue.id('number')}",
            parent=self._parent(issue),
            description=description,
            type=self._type(issue),
            labels=tuple(self._labels(issue, board)),
            assignees=tuple(self._assignees(issue)),
            author=author,
            created_at=created,
            closed_at=issue.instant("closed_at") or issue.instant("closedAt"),
            due_on=_day(due),
            fields={"Milestone": milestone.line("title")} if milestone else None,
        )
        self._reading.add(item)
        self._more(uid, issue)
        issue.close()

    def _more(self, uid: str, issue: Record) -> None:
        """Read comments and events that stand in the issue."""
        found = issue.raw("comments")
        count = 0
        for key, mark in COMMENTS.items():
            if key != "comments" or isinstance(found, list):
                for comment in issue.records(key, "comment"):
                    self._comment(uid, comment, mark)
                    count += mark == ""
        if isinstance(found, int) and found > count:
            self._missing[uid] = issue.name
        for key in ("events", "events_data", "timeline", "timeline_data"):
            for event in issue.records(key, "change"):
                self._put_event(uid, event)

    def _stage(self, issue: Record, board: BoardDraft) -> str:
        state = issue.line("state").casefold() or "open"
        reason = (issue.line("state_reason") or issue.line("stateReason")).casefold()
        if state == "closed" and reason in STAGES:
            state = reason
        if state == "closed" and (
            issue.raw("merged") is True or issue.raw("merged_at")
        ):
            state = "merged"
        for known in ("open", "closed", state):
            name, meaning = STAGES.get(known, (known.capitalize(), None))
            board.stage(known, name, meaning)
        return state

    def _parent(self, issue: Record) -> str | None:
        found = REPOSITORY.match(issue.line("parent_issue_url", 2000))
        if found and found[2]:
            return f"{found[1]}#{found[2]}"
        parent = issue.record("parent")
        return self._id(parent)[0] if parent and "number" in parent else None

    def _type(self, issue: Record) -> str:
        if any(key in issue for key in PULL):
            return "Pull request"
        kind = issue.raw("type")
        if isinstance(kind, dict):
            named = issue.record("type")
            return named.line("name") if named else ""
        return (
            issue.line("issueType") if isinstance(issue.raw("issueType"), str) else ""
        )

    def _labels(self, issue: Record, board: BoardDraft) -> Iterator[str]:
        found = issue.raw("labels")
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            yield from map(board.label, issue.ids("labels"))
            return
        for label in issue.records("labels", "label"):
            name, colour = label.line("name"), label.line("color").removeprefix("#")
            if name:
                shade = f"#{colour.lower()}" if COLOUR.fullmatch(colour) else ""
                yield board.label(name, shade)

    def _assignees(self, issue: Record) -> Iterator[str]:
        found = issue.records("assignees", "person")
        alone = issue.record("assignee", "person")
        seen = set()
        for each in found or ([alone] if alone else []):
            who = person(self._reading, each)
            if who and who not in seen:
                seen.add(who)
                yield who
        for key in ("assignees_data", "assignee_data", "user_data"):
            value = issue.raw(key)
            several = value if isinstance(value, list) else [value]
            for known in several:
                if isinstance(known, dict):
                    person(self._reading, Record(known, self._reading, "person"))


def _day(said: object) -> date | None:
    """The day of a milestone, which GitHub writes as an instant of that day."""
    try:
        return date.fromisoformat(str(said)[:10]) if said else None
    except ValueError:
        return None
