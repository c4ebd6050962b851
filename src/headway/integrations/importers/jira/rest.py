"""Jira's REST API, versions 2 and 3: issues as search and issue resources give them."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from headway.integrations.importers.content import (
    Change,
    FileAttachment,
    FileComment,
    FileItem,
    TrackerFile,
)
from headway.integrations.importers.jira.custom import PREFIX, UNSAID, CustomFields
from headway.integrations.importers.jira.issues import (
    FIELDS,
    Issues,
    minutes,
    words,
)
from headway.integrations.importers.jira.people import person
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.adf import from_adf
from headway.integrations.importers.reading.importances import importance
from headway.integrations.importers.reading.json_file import JsonFile
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.integrations.importers.reading.record import Record
from headway.integrations.importers.reading.wiki import from_jira
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

WHY: Final = kinds.reasons(
    {
        kinds.COMPUTED: """
            aggregateprogress aggregatetimeestimate aggregatetimeoriginalestimate
            aggregatetimespent progress workratio lastViewed updated
            statuscategorychangedate statusCategory timetracking""",
        kinds.MARK: """
            expand self operations transitions editmeta versionedRepresentations schema
            properties startAt maxResults total isLast nextPageToken names
            backend_name backend_version category classified_fields_filtered origin
            perceval_version tag timestamp updated_on uuid search_fields warningMessages
            thumbnail""",
        kinds.REPEATED: "renderedFields",
        kinds.NO_PLACE: "votes watches issuerestriction",
    }
)
PEOPLE: Final = ("assignee", "reporter", "creator")
WHY_CUSTOM: Final = dict.fromkeys(UNSAID, kinds.MARK)
LISTS: Final = {
    "components": "Components",
    "fixVersions": "Fix versions",
    "versions": "Affects versions",
}


def read_rest(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read issues: of a search, of several pages, one alone, or one in each line."""
    reading = Reading(zone, {**WHY, **WHY_CUSTOM})
    return _Rest(JsonFile(file, reading), reading, name).result()


class _Rest:
    """The issues of one file while they are read."""

    def __init__(self, file: JsonFile, reading: Reading, name: str) -> None:
        self._file, self._reading = file, reading
        self._issues = Issues(reading)
        names = file.rest.get("names")
        self._names: dict[str, Any] = names if isinstance(names, dict) else {}
        self._name = name

    def result(self) -> TrackerFile:
        count = 0
        for value in self._values():
            if "key" not in value and not {"id", "fields"} <= set(value):
                self._reading.note("row", self._name, _("it is no issue"))
                continue
            count += 1
            self._read(value)
        if not count and "issues" not in self._file.rest:
            raise Unreadable(
                _(
                    "The file holds no issues of Jira: save what its REST API answers "
                    "to a search, or export a search as XML or CSV."
                )
            )
        return self._issues.result()

    def _values(self) -> Iterator[Mapping[str, Any]]:
        """Yield issues, whatever they are wrapped in."""
        for value in self._file.records("issues"):
            pages = value.get("issues")
            if isinstance(pages, list):
                names = value.get("names")
                self._names |= names if isinstance(names, dict) else {}
                yield from (each for each in pages if isinstance(each, dict))
            else:
                yield value

    def _read(self, value: Mapping[str, Any]) -> None:
        issue = Record(dict(value), self._reading, "item")
        key = issue.name = issue.line("key") or issue.id("id")
        uid = issue.id("id") or key
        fields = issue.record("fields") or Record({}, self._reading, "item", key)
        board = self._board(fields, key)
        custom = CustomFields(self._reading, self._names)
        for name in fields:
            if name.startswith(PREFIX) and (said := fields.raw(name)) is not None:
                custom.take(name, said)
        title, description = self._reading.titled(
            fields.line("summary", 100_000), self._markup(fields, "description"), key
        )
        people = [person(self._reading, fields.record(who)) for who in PEOPLE]
        assignee, reporter, creator = people
        more = self._more(fields)
        item = FileItem(
            id=uid,
            title=title,
            board=board.id,
            stage=self._stage(fields, board),
            key=key,
            address=_page(issue.line("self", 2000), key),
            parent=self._parent(fields) or custom.parent or None,
            description=description,
            type=_name(fields, "issuetype"),
            importance=importance(more.get("Priority", "")),
            labels=tuple(
                board.label(self._reading.line(label, "label", key))
                for label in fields.ids("labels")
            ),
            assignees=(assignee,) if assignee else (),
            author=reporter or creator,
            created_at=fields.instant("created"),
            closed_at=fields.instant("resolutiondate"),
            start_on=custom.start_on,
            due_on=fields.day("duedate"),
            estimate_minutes=minutes(fields.number("timeoriginalestimate")),
            remaining_minutes=minutes(fields.number("timeestimate")),
            spent_minutes=minutes(fields.number("timespent")),
            comments=tuple(self._comments(issue, fields)),
            changes=tuple(self._changes(issue, board, key)),
            attachments=tuple(self._attachments(fields)),
            fields=more or None,
            custom=custom.fields or None,
        )
        self._issues.add(item, rank=custom.rank)
        self._relations(uid, key, fields)
        for each in (issue, fields):
            each.close()

    def _board(self, fields: Record, key: str) -> BoardDraft:
        project = fields.record("project", "board")
        own = key.rpartition("-")[0] or key
        if project is None:
            return self._reading.board(own, own, key=own)
        short = project.line("key") or own
        name = project.line("name") or short
        return self._reading.board(short, name, key=short)

    def _stage(self, fields: Record, board: BoardDraft) -> str | None:
        status = fields.record("status", "stage")
        if status is None:
            return None
        category = status.record("statusCategory")
        said = category.line("key") if category else ""
        name = status.line("name")
        return self._issues.stage(board, name or status.id("id"), name, said)

    def _markup(self, record: Record, key: str) -> str:
        """Read wiki markup (version 2) or a document (version 3)."""
        value = record.raw(key)
        if isinstance(value, dict):
            return self._reading.text(from_adf(value), record.kind, record.name)
        return from_jira(record.text(key))

    def _parent(self, fields: Record) -> str:
        parent = fields.record("parent")
        return (parent.line("key") or parent.id("id")) if parent else ""

    def _more(self, fields: Record) -> dict[str, str]:
        """Read what is kept as it is called there."""
        said = {
            "Priority": _name(fields, "priority"),
            "Resolution": _name(fields, "resolution"),
            "Security level": _name(fields, "security"),
            "Environment": self._markup(fields, "environment"),
        }
        for key, label in LISTS.items():
            said[label] = words(each.line("name") for each in fields.records(key))
        if said["Security level"]:
            fields.note(_(kinds.SEEN_BY_FEW))
        return {label: text for label, text in said.items() if text}

    def _comments(self, issue: Record, fields: Record) -> Iterator[FileComment]:
        page = fields.record("comment")
        found = page.records("comments", "comment") if page else []
        if page and (page.number("total") or 0) > len(found):
            issue.note(_("the file has only the first ones of its comments"))
        for each in found or issue.records("comments_data", "comment"):
            each.raw("updateAuthor")
            if each.raw("visibility") or each.raw("jsdPublic") is False:
                why = _(kinds.READ_BY_FEW)
                each.note(why)
            yield FileComment(
                id=each.id("id"),
                text=self._markup(each, "body"),
                author=person(self._reading, each.record("author")),
                at=each.instant("created"),
            )

    def _changes(self, issue: Record, board: BoardDraft, key: str) -> Iterator[Change]:
        log = issue.record("changelog")
        if log is None:
            return
        histories = log.records("histories", "change")
        if (log.number("total") or 0) > len(histories):
            issue.note(_("the file has only a part of its history"))
        for history in sorted(histories, key=lambda each: each.line("created")):
            author = person(self._reading, history.record("author"))
            at, uid = history.instant("created"), history.id("id")
            for n, item in enumerate(history.records("items")):
                field = item.line("field")
                change = Change(
                    id=f"{uid}-{n}",
                    field=FIELDS.get(field.casefold(), field),
                    before=item.text("fromString") or item.id("from"),
                    after=item.text("toString") or item.id("to"),
                    author=author,
                    at=at,
                )
                if change.field == "state":
                    for name in filter(None, (change.before, change.after)):
                        board.past(name)
                yield change

    def _attachments(self, fields: Record) -> Iterator[FileAttachment]:
        for each in fields.records("attachment", "attachment"):
            yield FileAttachment(
                id=each.id("id"),
                name=each.line("filename"),
                address=each.line("content", 2000),
                author=person(self._reading, each.record("author")),
                at=each.instant("created"),
            )

    def _relations(self, uid: str, key: str, fields: Record) -> None:
        for part in fields.records("subtasks"):
            self._issues.contains(uid, part.line("key") or part.id("id"))
        for link in fields.records("issuelinks", "link"):
            kind = _name(link, "type")
            for end in ("outwardIssue", "inwardIssue"):
                other = link.record(end)
                if other is not None:
                    named = other.line("key") or other.id("id")
                    is_outward = end == "outwardIssue"
                    self._issues.relate(uid, kind, named, outward=is_outward)
        log = fields.record("worklog")
        for each in log.records("worklogs") if log else ():
            each.note(_("entries of time are not read: their sum is"))


def _name(record: Record, key: str) -> str:
    inner = record.record(key)
    return inner.line("name") if inner else ""


def _page(address: str, key: str) -> str:
    """The page of an issue, by the address of the resource."""
    site, rest, __ = address.partition("/rest/api/")
    return f"{site}/browse/{key}" if rest and site.startswith("http") else ""
