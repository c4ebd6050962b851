"""Read issues of GitLab, with notes and events where the file has them.

Issues as the REST API gives them: an array, arrays that follow each other, or one in
each line; ``issues.ndjson`` of a project export; notes may stand in their issue or
among the issues.  Merge requests are items too.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from headway.integrations.importers.content import (
    FileComment,
    FileItem,
    Meaning,
    TrackerFile,
)
from headway.integrations.importers.gitlab.notes import (
    change_of_event,
    change_of_note,
)
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.attached import Attached
from headway.integrations.importers.reading.json_file import JsonFile
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.integrations.importers.reading.record import Record
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

PAGE: Final = re.compile(
    r"https?://[^/\s]+/(.+?)/(?:-/)?(?:issues|merge_requests|work_items)/\d+"
)
ISSUE: Final = re.compile(rb'"iid"\s*:')
SECONDS: Final = 60
NOTES: Final = ("notes", "notes_data")
DISCUSSIONS: Final = ("discussions", "discussions_data")
EVENTS: Final = {
    "resource_state_events": "state",
    "state_events": "state",
    "resource_label_events": "label",
    "label_events": "label",
}
STAGES: Final = (
    ("opened", "Open", Meaning.TODO),
    ("closed", "Closed", Meaning.DONE),
    ("merged", "Merged", Meaning.DONE),
)
MERGE: Final = ("merge_status", "source_branch", "merged_at", "diff_refs")
WHY: Final = kinds.reasons(
    {
        kinds.COMPUTED: """
            updated_at upvotes downvotes user_notes_count merge_requests_count
            blocking_issues_count has_tasks task_status task_completion_status
            relative_position lock_version subscribed changes_count has_conflicts
            merge_status detailed_merge_status closed_by closed_by_id last_edited_at
            updated_by_id
            last_edited_by_id health_status imported imported_from award_emoji""",
        kinds.MARK: """
            _links references id project_id author_id milestone_id moved_to_id
            duplicated_to_id service_desk_reply_to sha diff_refs merge_error
            epic_iid iteration_id cached_markdown_version external_key
            external_author moved_from noteable_id noteable_iid noteable_type
            backend_name backend_version""",
        kinds.REPEATED: "assignee assignee_id milestone_title state_id",
        kinds.NO_PLACE: """
            discussion_locked award_emoji_data emojis designs design_versions events
            source_branch target_branch merged_by merged_at versions_data
            merge_when_pipeline_succeeds should_remove_source_branch
            force_remove_source_branch squash pipeline source_project_id
            target_project_id merge_commit_sha squash_commit_sha allow_collaboration
            allow_maintainer_to_push work_in_progress latest_build_finished_at
            latest_build_started_at first_deployed_to_production_at rebase_in_progress
            reviewers zoom_meetings sentry_issue""",
    }
)


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file begins as issues of GitLab do."""
    is_json = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    return is_json and bool(ISSUE.search(start) or b'"noteable_type"' in start)


def read_gitlab(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read issues; a project is a board, its stages are the states of issues.

    Raises :class:`Unreadable` for what holds none.
    """
    reading = Reading(zone, WHY)
    return _Issues(JsonFile(file, reading), reading, name).result()


class _Issues:
    """The issues of one file while they are read."""

    def __init__(self, file: JsonFile, reading: Reading, name: str) -> None:
        self._file, self._reading = file, reading
        self._attached = Attached(reading)
        self._home = name.rpartition(".")[0] or name or "GitLab"
        self._by_number: dict[str, str] = {}
        self._loose: list[Record] = []
        self._counts: dict[str, tuple[str, float]] = {}

    def result(self) -> TrackerFile:
        count = sum(map(self._take, self._file.records("issues")))
        if not count:
            raise Unreadable(
                _(
                    "The file holds no issues of GitLab: fetch them from its API, "
                    "projects/ID/issues, or take issues.ndjson of a project export."
                )
            )
        for note in self._loose:
            self._take_note(self._noted(note), note)
        for uid, (shown, said) in self._counts.items():
            if said > len(self._attached.comments[uid]) and uid in self._reading.items:
                why = _("its comments are not in the file, or not all of them")
                self._reading.note("item", shown, why)
        self._attached.settle()
        return self._reading.result()

    def _take(self, value: Mapping[str, Any]) -> bool:
        """Read one record; says whether it is of an issue."""
        record = Record(dict(value), self._reading, "item")
        if "noteable_iid" in value and "iid" not in value:
            self._loose.append(record)
            return True
        if "iid" in value and "title" in value:
            self._take_issue(record)
            return True
        self._reading.note("row", str(value.get("title", "")), _("it is no issue"))
        return False

    def _noted(self, note: Record) -> str:
        """Return the id of what a note is about, which names it by number."""
        sign = "!" if note.line("noteable_type") == "MergeRequest" else "#"
        number = sign + note.id("noteable_iid")
        return self._by_number.get(number, f"{self._home}{number}")

    def _person(self, record: Record | None, uid: str = "") -> str | None:
        """Note somebody: by user name, or by the number that exports have."""
        if record is None:
            return self._reading.person(uid)
        login = record.line("username")
        return self._reading.person(
            login or record.id("id") or uid or record.line("name"),
            name=record.line("name"),
            login=login,
            email=record.line("email") or record.line("public_email"),
        )

    def _take_issue(self, issue: Record) -> None:
        is_merge = any(key in issue for key in MERGE)
        page = PAGE.match(issue.line("web_url", 2000))
        is_merge = is_merge or (page is not None and "/merge_requests/" in page[0])
        issue.name = ("!" if is_merge else "#") + issue.id("iid")
        project = page[1] if page else self._home
        uid = f"{project}{issue.name}"
        self._by_number.setdefault(issue.name, uid)
        board = self._reading.board(project, project)
        title, description = self._reading.titled(
            issue.line("title", 100_000), issue.text("description"), issue.name
        )
        milestone = issue.record("milestone")
        closed = issue.instant("closed_at") or issue.instant("merged_at")
        times = issue.record("time_stats")
        fields = self._fields(issue, milestone)
        item = FileItem(
            id=uid,
            title=title,
            board=board.id,
            stage=self._stage(issue, board),
            key=issue.name,
            address=issue.line("web_url", 2000),
            description=description,
            type="Merge request" if is_merge else self._type(issue),
            labels=tuple(self._labels(issue, board)),
            assignees=tuple(self._assignees(issue)),
            author=self._person(issue.record("author"), issue.id("author_id")),
            created_at=issue.instant("created_at"),
            closed_at=closed,
            start_on=issue.day("start_date"),
            due_on=issue.day("due_date")
            or (milestone.day("due_date") if milestone else None),
            estimate_minutes=_minutes(times or issue, "time_estimate"),
            spent_minutes=self._spent(issue, times),
            fields=fields or None,
        )
        self._reading.add(item)
        self._more(uid, issue)
        issue.close()

    def _type(self, issue: Record) -> str:
        kind = issue.line("issue_type") or issue.line("type").lower()
        return "" if kind in ("issue", "") else kind.replace("_", " ").capitalize()

    def _stage(self, issue: Record, board: BoardDraft) -> str:
        state = issue.line("state").casefold() or "opened"
        for known, name, meaning in STAGES:
            if known in ("opened", "closed", state):
                board.stage(known, name, meaning)
        return board.stage(state, state.capitalize())

    def _labels(self, issue: Record, board: BoardDraft) -> Iterator[str]:
        found = issue.raw("labels")
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            yield from map(board.label, issue.ids("labels"))
        else:
            for label in issue.records("labels", "label"):
                if name := label.line("name"):
                    yield board.label(name, label.line("color"))
        for link in issue.records("label_links", "label"):
            label_ = link.record("label")
            if label_ is not None and (name := label_.line("title")):
                yield board.label(name, label_.line("color"))

    def _assignees(self, issue: Record) -> Iterator[str]:
        found = issue.records("assignees", "person")
        alone = issue.record("assignee", "person")
        several = found or ([alone] if alone else [])
        people = [self._person(each) for each in several]
        people += [
            self._reading.person(each.id("user_id"))
            for each in issue.records("issue_assignees", "person")
        ]
        yield from dict.fromkeys(filter(None, people))

    def _fields(self, issue: Record, milestone: Record | None) -> dict[str, str]:
        epic, iteration = issue.record("epic"), issue.record("iteration")
        said = {
            "Milestone": milestone.line("title") if milestone else "",
            "Weight": issue.line("weight"),
            "Epic": epic.line("title") if epic else "",
            "Iteration": iteration.line("title") if iteration else "",
            "Severity": issue.line("severity").removeprefix("UNKNOWN"),
        }
        if issue.flag("confidential"):
            issue.note(_(kinds.SEEN_BY_FEW))
        return {label: text for label, text in said.items() if text}

    def _spent(self, issue: Record, times: Record | None) -> int | None:
        if times is not None:
            return _minutes(times, "total_time_spent")
        logs = issue.records("timelogs")
        seconds = sum(log.number("time_spent") or 0 for log in logs)
        return round(seconds / SECONDS) if seconds else None

    def _more(self, uid: str, issue: Record) -> None:
        """Read notes and events that stand in the issue."""
        self._counts[uid] = issue.name, issue.number("user_notes_count") or 0
        for key in NOTES:
            for note in issue.records(key, "comment"):
                self._take_note(uid, note)
        for key in DISCUSSIONS:
            for thread in issue.records(key, "comment"):
                for note in thread.records("notes", "comment"):
                    self._take_note(uid, note)
        for key, field in EVENTS.items():
            for event in issue.records(key, "change"):
                author = self._person(event.record("user"), event.id("user_id"))
                change = change_of_event(event, field, author)
                self._attached.changes[uid].append(change)

    def _take_note(self, uid: str, note: Record) -> None:
        note.kind = "comment"
        author = self._person(note.record("author"), note.id("author_id"))
        text = note.text("body") or note.text("note")
        if note.flag("system"):
            change = change_of_note(note, text, author)
            self._attached.changes[uid].append(change)
            return
        if note.raw("internal") is True or note.raw("confidential") is True:
            note.note(_(kinds.READ_BY_FEW))
        at = note.instant("created_at")
        comment = FileComment(id=note.id("id"), text=text, author=author, at=at)
        self._attached.comments[uid].append(comment)


def _minutes(record: Record, key: str) -> int | None:
    seconds = record.number(key)
    return round(seconds / SECONDS) if seconds else None
