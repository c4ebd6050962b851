"""Read a whole file: Planner in, ``ScheduleFile`` out.

Reference: the document type ``mrproject-0.6.dtd`` that Planner brings.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element

from headway.integrations.importers.assembly import assembled
from headway.integrations.importers.documents import read_document, root_of
from headway.integrations.importers.msproject.dialects import PLANNER_MARK
from headway.integrations.importers.planner.calendars import read_calendars
from headway.integrations.importers.planner.tasks import (
    FORM,
    Outline,
    read_allocations,
    with_work,
)
from headway.integrations.importers.values import Attributes, paragraph
from headway.plan.files.content import (
    Resource,
    ResourceKind,
    ScheduleFile,
    Unreadable,
)
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

ROOT: Final = "project"
MATERIAL: Final = 2


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file that begins so is one of Planner."""
    root, attributes = root_of(start)
    return root == ROOT and PLANNER_MARK in attributes


def read_planner(file: BinaryIO, *, zone: str, name: str) -> ScheduleFile:
    """Read a project.

    Raises
    ------
    Unreadable
        With one sentence on why, and what to do.
    """
    findings = Findings()
    root = read_document(file, findings)
    if root.tag != ROOT or PLANNER_MARK not in root.attrib:
        said = _(
            "The file is not one of Planner: its root element is <%s>. Open it in "
            "Planner and save it there."
        )
        raise Unreadable(said % str(root.tag)[:40])
    project = Attributes(root, findings, "project")
    allocations = read_allocations(root, findings)
    outline = Outline(findings, allocations)
    outline.read(root)
    assignments = tuple(with_work(outline.tasks, allocations))
    resources = tuple(_resources(root, findings))
    _note_left(root, findings)
    return assembled(
        ScheduleFile(
            name=project.label("name") or name,
            start=project.instant("project-start", FORM),
            finish=max((t.finish for t in outline.tasks if t.finish), default=None),
            status=None,
            calendar=project.integer("calendar"),
            calendars=tuple(read_calendars(root, findings)),
            resources=resources,
            tasks=tuple(outline.tasks),
            assignments=assignments,
            links=tuple(outline.links),
        ),
        findings,
    )


def _resources(root: Element, findings: Findings) -> Iterator[Resource]:
    groups = {
        group.get("id"): group.get("name", "")
        for group in root.iterfind("resource-groups/group")
    }
    for element in root.iterfind("resources/resource"):
        attributes = Attributes(element, findings, "resource")
        uid = attributes.integer("id")
        if uid is None:
            attributes.note(_("it has no number"))
            continue
        is_material = attributes.integer("type") == MATERIAL
        yield Resource(
            uid=uid,
            name=attributes.label("name"),
            kind=ResourceKind.MATERIAL if is_material else ResourceKind.WORK,
            calendar=attributes.integer("calendar"),
            email=attributes.label("email"),
            initials=attributes.label("short-name"),
            group=groups.get(element.get("group"), ""),
            notes=paragraph(element.get("note")),
        )


def _note_left(root: Element, findings: Findings) -> None:
    """Say what is in the file that Headway has no use for."""
    for path, why in (
        ("properties/property", _("fields that somebody defined")),
        ("phases/phase", _("phases")),
    ):
        found = len(root.findall(path))
        if found:
            findings.add("project", "", f"{why} ({found})")
    rates = [
        each.get("name", "")
        for each in root.iterfind("resources/resource")
        if each.get("std-rate", "0") not in ("", "0")
    ]
    for rate in rates:
        why = _("Headway plans time; money is left there")
        findings.add("resource", repr(rate), why)
