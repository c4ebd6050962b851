"""What holds for work and no constraint of the database says.

Each looks at one workspace, or at all of them.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from django.db.backends.utils import CursorWrapper
from django.db.models import F, Max, QuerySet

from headway.keeping.doctor.findings import Problem
from headway.work.actions.links import ways_of
from headway.work.models import Item, ItemLabel, Link, Project
from headway.work.paths import on_circles

CHUNK = 2000

Rows = TypeVar("Rows", bound="QuerySet[Any]")


def _of(rows: Rows, workspace_id: int | None) -> Rows:
    return rows if workspace_id is None else rows.filter(workspace_id=workspace_id)


def numbers(
    cursor: CursorWrapper, workspace_id: int | None = None
) -> Iterator[Problem]:
    """The next number of each project lies behind all that were given."""
    projects = _of(Project.objects.all(), workspace_id).annotate(
        last=Max("items__number")
    )
    behind = projects.filter(next_number__lte=F("last"))
    for key, following, last in behind.values_list("key", "next_number", "last"):
        yield Problem(
            f"The project {key} would give a number twice: its next is {following}, "
            f"and {key}-{last} is there."
        )


def outline(
    cursor: CursorWrapper, workspace_id: int | None = None
) -> Iterator[Problem]:
    """Each item stands behind its parent, among its items, one level deeper."""
    items = _of(Item.objects.all(), workspace_id)
    rows = items.order_by("project_id", "position", "pk").values_list(
        "project_id", "project__key", "number", "pk", "parent_id", "depth"
    )
    above: list[int] = []
    present = None
    for project_id, key, number, pk, parent_id, depth in rows.iterator(CHUNK):
        if project_id != present:
            present, above = project_id, []
        expected = above[depth - 1] if 0 < depth <= len(above) else None
        if parent_id != expected or depth > len(above):
            yield Problem(f"{key}-{number} is out of place in the outline.")
        above[depth:] = [pk]


def links(cursor: CursorWrapper, workspace_id: int | None = None) -> Iterator[Problem]:
    """Both ends of a link are of one project."""
    astray = _of(Link.objects.all(), workspace_id).exclude(
        before__project=F("after__project")
    )
    for link in astray.select_related("before__project", "after__project")[:CHUNK]:
        yield Problem(f"{link.before.key} holds back {link.after.key}, elsewhere.")


def circles(
    cursor: CursorWrapper, workspace_id: int | None = None
) -> Iterator[Problem]:
    """No item waits for itself."""
    linked = _of(Link.objects.all(), workspace_id).values("before__project")
    for project in Project.objects.filter(pk__in=linked).order_by("pk"):
        nodes = on_circles(ways_of(project))
        if nodes:
            number = Item.objects.values_list("number", flat=True)
            key = f"{project.key}-{number.get(pk=min(nodes) // 2)}"
            yield Problem(f"{key} waits for itself, around a circle.")


def first_labels(
    cursor: CursorWrapper, workspace_id: int | None = None
) -> Iterator[Problem]:
    """Of the labels of an item just the first is marked."""
    rows = _of(ItemLabel.objects.all(), workspace_id)
    astray = (rows.no_more_first() | rows.not_yet_first()).order_by("pk")
    for row in astray.select_related("item__project", "label")[:CHUNK]:
        said = "marked as" if row.is_first else "not marked as"
        yield Problem(f"“{row.label}” is {said} the first label of {row.item.key}.")
