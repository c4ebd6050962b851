"""Jira's XML of a search: a feed (RSS) with everything but the history."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element

from headway.integrations.importers.content import (
    FileAttachment,
    FileComment,
    FileItem,
    TrackerFile,
)
from headway.integrations.importers.jira.custom import UNSAID, CustomFields
from headway.integrations.importers.jira.issues import (
    Issues,
    minutes,
    words,
)
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.html import from_html
from headway.integrations.importers.reading.importances import importance
from headway.integrations.importers.reading.moments import instant_of
from headway.integrations.importers.reading.reading import BoardDraft, Reading
from headway.integrations.importers.reading.xml_file import records_of
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

NOBODY: Final = ("", "-1")
LISTS: Final = {
    "component": "Components",
    "fixVersion": "Fix versions",
    "version": "Affects versions",
}
KEPT: Final = {
    "priority": "Priority",
    "resolution": "Resolution",
    "security": "Security level",
}
READ: Final = frozenset(
    [
        "title",
        "link",
        "project",
        "description",
        "environment",
        "key",
        "summary",
        "type",
        "priority",
        "status",
        "statusCategory",
        "resolution",
        "assignee",
        "reporter",
        "labels",
        "created",
        "resolved",
        "due",
        "timeoriginalestimate",
        "timeestimate",
        "timespent",
        "component",
        "fixVersion",
        "version",
        "security",
        "parent",
        "comments",
        "attachments",
        "subtasks",
        "issuelinks",
        "customfields",
        "worklogs",
    ]
)
WHY: Final = kinds.reasons(
    {
        kinds.COMPUTED: """
            updated aggregatetimeoriginalestimate aggregatetimeremainingestimate
            aggregatetimespent statusCategoryChangedDate""",
        kinds.NO_PLACE: "votes watches",
    }
)
WHY_ALL: Final = {**WHY, **dict.fromkeys(UNSAID, kinds.MARK)}


def read_rss(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read a search that was exported as XML."""
    reading = Reading(zone, WHY_ALL)
    feed = _Feed(reading)
    count = 0
    for element in records_of(file, reading, root="rss", record="item"):
        count += 1
        feed.read(element)
    if not count:
        raise Unreadable(
            _("The file is a feed without issues of Jira: export a search as XML.")
        )
    return feed.result()


class _Feed:
    """The issues of one feed while they are read."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._issues = Issues(reading)
        self.result = self._issues.result

    def read(self, element: Element) -> None:
        key = _text(element, "key") or _text(element, "title")
        uid = _attribute(element, "key", "id") or key
        board = self._board(element, key)
        custom = CustomFields(self._reading, {})
        for field in element.iterfind("customfields/customfield"):
            name = _text(field, "customfieldname") or field.get("id", "")
            values = field.find("customfieldvalues")
            said = [_all(each) for each in values] if values is not None else []
            named = {"id": "", "name": name, "value": words(map(from_html, said))}
            custom.take("", named)
        title, description = self._reading.titled(
            _text(element, "summary"), self._html(element, "description", key), key
        )
        more = self._more(element, key)
        assignee = self._person(element.find("assignee"))
        item = FileItem(
            id=uid,
            title=title,
            board=board.id,
            stage=self._stage(element, board),
            key=key,
            address=_text(element, "link"),
            parent=_attribute(element, "parent", "id") or custom.parent or None,
            description=description,
            type=_text(element, "type"),
            importance=importance(_text(element, "priority")),
            labels=tuple(
                board.label(self._reading.line(_all(each), "label", key))
                for each in element.iterfind("labels/label")
            ),
            assignees=(assignee,) if assignee else (),
            author=self._person(element.find("reporter")),
            created_at=self._instant(_text(element, "created"), key),
            closed_at=self._instant(_text(element, "resolved"), key),
            start_on=custom.start_on,
            due_on=self._due(element, key),
            estimate_minutes=self._seconds(element, "timeoriginalestimate"),
            remaining_minutes=self._seconds(element, "timeestimate"),
            spent_minutes=self._seconds(element, "timespent"),
            comments=tuple(self._comments(element, key)),
            attachments=tuple(self._attachments(element, key)),
            fields=more or None,
            custom=custom.fields or None,
        )
        self._issues.add(item, rank=custom.rank)
        self._relations(element, uid)
        for child in element:
            if child.tag not in READ and _all(child).strip(" 0\n"):
                self._reading.unwanted["item", self._reading.quoted(child.tag)] += 1

    def _board(self, element: Element, key: str) -> BoardDraft:
        short = _attribute(element, "project", "key") or key.rpartition("-")[0] or key
        return self._reading.board(short, _text(element, "project") or short, key=short)

    def _stage(self, element: Element, board: BoardDraft) -> str | None:
        name = self._reading.line(_text(element, "status"), "stage", "")
        if not name:
            return None
        category = _attribute(element, "statusCategory", "key")
        return self._issues.stage(board, name, name, category)

    def _html(self, element: Element, tag: str, key: str) -> str:
        found = element.find(tag)
        said = from_html(_all(found)) if found is not None else ""
        return self._reading.text(said, "item", key)

    def _person(self, element: Element | None) -> str | None:
        if element is None:
            return None
        uid = element.get("accountid") or element.get("username") or ""
        login = element.get("username") or ""
        if uid in NOBODY:
            return None
        return self._reading.person(
            uid[:200], name=_all(element), login="" if login in NOBODY else login
        )

    def _instant(self, said: str, key: str) -> datetime | None:
        try:
            return instant_of(said, self._reading.zone)
        except (ValueError, OverflowError):
            self._reading.note("item", key, _("a date of it is none"), value=said)
            return None

    def _due(self, element: Element, key: str) -> date | None:
        """Read the day as it is written: the zone is that of who exported."""
        said = _text(element, "due")
        try:
            found = instant_of(said, self._reading.zone)
            return found.date() if found else None
        except (ValueError, OverflowError):
            self._reading.note("item", key, _("a date of it is none"), value=said)
            return None

    def _seconds(self, element: Element, tag: str) -> int | None:
        said = _attribute(element, tag, "seconds")
        return minutes(int(said)) if said.isdecimal() and len(said) < 10 else None

    def _more(self, element: Element, key: str) -> dict[str, str]:
        said = {label: _text(element, tag) for tag, label in KEPT.items()}
        if said["Resolution"] == "Unresolved":
            said["Resolution"] = ""
        for tag, label in LISTS.items():
            said[label] = words(_all(each) for each in element.iterfind(tag))
        said["Environment"] = self._html(element, "environment", key)
        if said["Security level"]:
            why = _(kinds.SEEN_BY_FEW)
            self._reading.note("item", key, why)
        return {
            label: self._reading.text(text, "item", key)
            for label, text in said.items()
            if text
        }

    def _comments(self, element: Element, key: str) -> Iterator[FileComment]:
        for each in element.iterfind("comments/comment"):
            if each.get("grouplevel") or each.get("rolelevel"):
                why = _(kinds.READ_BY_FEW)
                self._reading.note("comment", key, why)
            author = (each.get("author") or "")[:200]
            yield FileComment(
                id=each.get("id") or "",
                text=self._reading.text(from_html(_all(each)), "comment", key),
                author=self._reading.person(author),
                at=self._instant(each.get("created") or "", key),
            )

    def _attachments(self, element: Element, key: str) -> Iterator[FileAttachment]:
        for each in element.iterfind("attachments/attachment"):
            yield FileAttachment(
                id=each.get("id") or "",
                name=self._reading.line(each.get("name") or "", "attachment", key),
                author=self._reading.person((each.get("author") or "")[:200]),
                at=self._instant(each.get("created") or "", key),
            )

    def _relations(self, element: Element, uid: str) -> None:
        for part in element.iterfind("subtasks/subtask"):
            self._issues.contains(uid, _all(part).strip())
        for kind in element.iterfind("issuelinks/issuelinktype"):
            name = _text(kind, "name")
            for direction in ("outwardlinks", "inwardlinks"):
                for other in kind.iterfind(f"{direction}/issuelink/issuekey"):
                    is_outward = direction == "outwardlinks"
                    self._issues.relate(
                        uid, name, _all(other).strip(), outward=is_outward
                    )
        for _entry in element.iterfind("worklogs/worklog"):
            why = _("entries of time are not read: their sum is")
            self._reading.note("item", _text(element, "key"), why)


def _all(element: Element) -> str:
    return "".join(element.itertext())


def _text(element: Element, tag: str) -> str:
    found = element.find(tag)
    return " ".join(_all(found).split()) if found is not None else ""


def _attribute(element: Element, tag: str, name: str) -> str:
    found = element.find(tag)
    return (found.get(name) or "") if found is not None else ""
