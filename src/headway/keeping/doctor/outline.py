"""What holds for work and no constraint of the database says."""

from collections.abc import Iterator

from django.db.backends.utils import CursorWrapper
from django.db.models import F, Max

from headway.keeping.doctor.findings import Problem
from headway.work.models import Item, Link, Project

CHUNK = 2000


def numbers(cursor: CursorWrapper) -> Iterator[Problem]:
    """The next number of each project lies behind all that were given."""
    projects = Project.objects.annotate(last=Max("items__number"))
    behind = projects.filter(next_number__lte=F("last"))
    for key, following, last in behind.values_list("key", "next_number", "last"):
        yield Problem(
            f"The project {key} would give a number twice: its next is {following}, "
            f"and {key}-{last} is there."
        )


def outline(cursor: CursorWrapper) -> Iterator[Problem]:
    """Each item stands behind its parent, among its items, one level deeper."""
    rows = Item.objects.order_by("project_id", "position", "pk").values_list(
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


def links(cursor: CursorWrapper) -> Iterator[Problem]:
    """Both ends of a link are of one project."""
    astray = Link.objects.exclude(before__project=F("after__project"))
    for link in astray.select_related("before__project", "after__project")[:CHUNK]:
        yield Problem(f"{link.before.key} holds back {link.after.key}, elsewhere.")
