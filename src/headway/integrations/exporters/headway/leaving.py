"""What of a project does not leave in its file, or comes back otherwise."""

from dataclasses import dataclass

from django.db.models import Q

from headway.actors.models import Actor
from headway.work.models import Attachment, Project, Relation

MOST_BYTES = 24 * 1024 * 1024
"""Of the files of a project together; a quarter of what an import reads at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Staying:
    """Files by the ids of their attachments, and how many relations there are."""

    files: dict[int, str]
    relations: int


def files_left_out(project: Project, *, by: Actor) -> dict[int, str]:
    """Return which files are too much, the largest first, by their attachments."""
    rows = Attachment.objects.visible_to(by).filter(item__project=project)
    sized = sorted(
        ((row.file.current.size, row.pk, row) for row in rows.with_versions()),
        key=lambda each: each[:2],
    )
    total, files = 0, {}
    for size, pk, row in sized:
        total += size
        if total > MOST_BYTES:
            files[pk] = row.file.name
    return files


def what_stays(project: Project, *, by: Actor) -> Staying:
    """Count what does not leave, for whoever is about to take the file."""
    one_end = Q(source__project=project) ^ Q(target__project=project)
    return Staying(
        files=files_left_out(project, by=by),
        relations=Relation.objects.visible_to(by).filter(one_end).count(),
    )
