"""Tell what a file is that is not Microsoft Project XML, and what to do about it."""

from typing import Final

from headway.plan.files.content import Unreadable
from headway.plan.files.saying import gettext_noop as _
from headway.plan.files.saying import say

SIGNATURES: Final = (
    (b"\xd0\xcf\x11\xe0", _("a binary Microsoft file (.mpp)")),
    (b"PK\x03\x04", _("a zip archive, such as an Excel workbook")),
    (b"MPX", _("an MPX file")),
    (b"ERMHDR", _("a Primavera XER file")),
    (b"%PDF", _("a PDF document")),
    (b"\x1f\x8b", _("a compressed file (gzip)")),
    (b"\xac\xed", _("a ProjectLibre or OpenProj file (.pod)")),
    (b"{", _("a JSON file")),
    (b"BEGIN:VCALENDAR", _("an iCalendar file")),
)

ROOTS: Final = {
    "APIBusinessObjects": _("Primavera P6 XML (PMXML)"),
    "BusinessObjects": _("Primavera P6 XML (PMXML)"),
    "plan": _("a Calligra Plan file"),
    "kplato": _("a Calligra Plan file"),
    "html": _("a web page"),
    "definitions": _("a BPMN diagram"),
    "svg": _("a picture (SVG)"),
    "Workbook": _("an Excel workbook"),
    "rss": _("a feed (RSS)"),
    "phases": _("a Phoenix or similar project file"),
}

PLANNER_MARK: Final = "mrproject-version"
GANTT_PROJECT_MARKS: Final = frozenset(
    {"webLink", "view-date", "gantt-divider-location"}
)


def by_signature(head: bytes) -> str | None:
    """Name a file that is not XML by how it begins."""
    for signature, name in SIGNATURES:
        if head.startswith(signature):
            return name
    return None


def by_root(namespace: str, root: str, attributes: dict[str, str]) -> str:
    """Name an XML dialect by its root element."""
    if root == "project" and PLANNER_MARK in attributes:
        return _("a Planner file")
    if root == "project" and GANTT_PROJECT_MARKS & attributes.keys():
        return _("a GanttProject file")
    if root == "project" and "maven" in namespace:
        return _("a Maven build file")
    if root.lower() == "html":
        return ROOTS["html"]
    unknown = say(_("XML with the root element <%s>")) % root[:40]
    return ROOTS.get(root, unknown)


def unreadable(found: str) -> Unreadable:
    """Refuse what is something else."""
    text = _(
        "The file is %s, not Microsoft Project XML: save it as Microsoft Project XML "
        "and read that."
    )
    return Unreadable(say(text) % say(found))
