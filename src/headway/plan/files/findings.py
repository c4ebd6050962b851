"""Collect what was not taken from a file, without repeating a line a thousand times."""

from dataclasses import dataclass, field

from headway.plan.files.content import NotRead
from headway.plan.files.saying import say as _
from headway.plan.files.saying import say_many as ngettext

EXAMPLES = 3
VALUE_LENGTH = 60


@dataclass(slots=True)
class _Finding:
    count: int = 0
    names: list[str] = field(default_factory=list)
    value: str = ""


class Findings:
    """Lines by kind of thing and reason, in the order of their first appearance."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], _Finding] = {}

    def add(self, kind: str, name: str, why: str, *, value: object = None) -> None:
        """Note that the ``kind`` called ``name`` was not taken as it is.

        ``value`` is shown where the reason applies to one thing only; things that
        share kind and reason become one line with their number and a few names.
        """
        finding = self._found.setdefault((kind, why), _Finding())
        finding.count += 1
        if len(finding.names) < EXAMPLES:
            finding.names.append(name)
        if value is not None and finding.count == 1:
            finding.value = str(value)[:VALUE_LENGTH]

    def lines(self) -> tuple[NotRead, ...]:
        return tuple(
            NotRead(where=_where(kind, finding), why=_why(why, finding))
            for (kind, why), finding in self._found.items()
        )


def _where(kind: str, finding: _Finding) -> str:
    if finding.count == 1:
        return f"{_one(kind)} {finding.names[0]}".strip()
    names = ", ".join(name for name in finding.names if name)
    said = {"things": _many(kind, finding.count), "names": names}
    if not names:
        return said["things"]
    if rest := finding.count - len(finding.names):
        text = _("%(things)s (%(names)s and %(more)d more)")
        return text % (said | {"more": rest})
    return _("%(things)s (%(names)s)") % said


def _one(kind: str) -> str:
    """Say what a thing is; its name follows."""
    return {
        "assignment": _("assignment"),
        "attachment": _("attachment"),
        "board": _("board"),
        "calendar": _("calendar"),
        "change": _("change"),
        "checklist": _("checklist"),
        "comment": _("comment"),
        "date": _("date"),
        "field": _("field"),
        "file": _("file"),
        "item": _("item"),
        "label": _("label"),
        "link": _("link"),
        "person": _("person"),
        "project": _("project"),
        "resource": _("resource"),
        "row": _("row"),
        "stage": _("column"),
        "task": _("task"),
    }[kind]


def _many(kind: str, number: int) -> str:
    text = {
        "assignment": ngettext("%d assignment", "%d assignments", number),
        "attachment": ngettext("%d attachment", "%d attachments", number),
        "board": ngettext("%d board", "%d boards", number),
        "calendar": ngettext("%d calendar", "%d calendars", number),
        "change": ngettext("%d change", "%d changes", number),
        "checklist": ngettext("%d checklist", "%d checklists", number),
        "comment": ngettext("%d comment", "%d comments", number),
        "date": ngettext("%d date", "%d dates", number),
        "field": ngettext("%d field", "%d fields", number),
        "file": ngettext("%d file", "%d files", number),
        "item": ngettext("%d item", "%d items", number),
        "label": ngettext("%d label", "%d labels", number),
        "link": ngettext("%d link", "%d links", number),
        "person": ngettext("%d person", "%d people", number),
        "project": ngettext("%d project", "%d projects", number),
        "resource": ngettext("%d resource", "%d resources", number),
        "row": ngettext("%d row", "%d rows", number),
        "stage": ngettext("%d column", "%d columns", number),
        "task": ngettext("%d task", "%d tasks", number),
    }[kind]
    return text % number


def _why(why: str, finding: _Finding) -> str:
    if finding.count == 1 and finding.value:
        return f"{why}: {finding.value!r}"
    return why
