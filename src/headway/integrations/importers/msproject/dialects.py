"""Tell what a file is that is not Microsoft Project XML, and what to do about it."""

from typing import Final

SAVE_AS: Final = "save it as Microsoft Project XML and read that"

SIGNATURES: Final = (
    (b"\xd0\xcf\x11\xe0", "a binary Microsoft file (.mpp)"),
    (b"PK\x03\x04", "a zip archive, such as an Excel workbook"),
    (b"MPX", "an MPX file"),
    (b"ERMHDR", "a Primavera XER file"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"\xac\xed", "a ProjectLibre or OpenProj file (.pod)"),
    (b"{", "a JSON file"),
    (b"BEGIN:VCALENDAR", "an iCalendar file"),
)

ROOTS: Final = {
    "APIBusinessObjects": "Primavera P6 XML (PMXML)",
    "BusinessObjects": "Primavera P6 XML (PMXML)",
    "plan": "a Calligra Plan file",
    "kplato": "a Calligra Plan file",
    "html": "a web page",
    "definitions": "a BPMN diagram",
    "svg": "a picture (SVG)",
    "Workbook": "an Excel workbook",
    "rss": "a feed (RSS)",
    "phases": "a Phoenix or similar project file",
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
        return "a Planner file"
    if root == "project" and GANTT_PROJECT_MARKS & attributes.keys():
        return "a GanttProject file"
    if root == "project" and "maven" in namespace:
        return "a Maven build file"
    if root.lower() == "html":
        return ROOTS["html"]
    return ROOTS.get(root, f"XML with the root element <{root[:40]}>")
