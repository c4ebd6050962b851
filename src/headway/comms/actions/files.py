"""Keep what people send, and forget it."""

from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from headway.actors.models import Actor, Workspace
from headway.base.errors import TooLarge
from headway.base.files import Draft, keep
from headway.comms.models import File, FileVersion

GIGABYTE = 1 << 30


def add_file(name: str, draft: Draft, *, by: Actor) -> File:
    """Make a file of what was received.  Raises :class:`TooLarge`."""
    file = File.objects.create(workspace_id=by.workspace_id, name=name)
    add_version(file, draft, by=by)
    return file


def add_version(file: File, draft: Draft, *, by: Actor) -> FileVersion:
    """Let what was received be the file from now on; hold its row locked.

    Raises :class:`TooLarge` when the workspace has no room left.
    """
    Workspace.objects.select_for_update(no_key=True).get(pk=by.workspace_id)
    check_room(draft.size, by=by, name=file.name)
    keep(draft)
    return _next_version(
        file,
        by=by,
        content=draft.content,
        size=draft.size,
        type_=draft.type,
        sha256=draft.sha256,
    )


def put_version_back(version: FileVersion, *, by: Actor) -> FileVersion:
    """Let the file be again what it was in an older version, as a new one."""
    return _next_version(
        version.file,
        by=by,
        content=version.content,
        size=version.size,
        type_=version.type,
        sha256=version.sha256,
    )


def _next_version(
    file: File, *, by: Actor, content: UUID, size: int, type_: str, sha256: str
) -> FileVersion:
    return FileVersion.objects.create(
        workspace_id=by.workspace_id,
        file=file,
        number=file.versions.count() + 1,
        content=content,
        size=size,
        type=type_,
        sha256=sha256,
        by=by,
    )


def check_room(size: int, *, by: Actor, name: str) -> None:
    """Raise :class:`TooLarge` when the workspace may not have so much more."""
    used = FileVersion.objects.bytes_of(by.workspace_id)
    most = settings.HEADWAY_FILES_GIGABYTES * GIGABYTE
    if used + size <= most:
        return
    raise TooLarge(
        _(
            "There is no room for “%(name)s”: the files of this workspace have "
            "%(used).1f of %(most)d GB, the bin included; remove some, or ask who runs "
            "Headway to raise HEADWAY_FILES_GIGABYTES."
        )
        % {
            "name": name,
            "used": used / GIGABYTE,
            "most": settings.HEADWAY_FILES_GIGABYTES,
        }
    )


def forget_files(ids: Collection[int]) -> None:
    """Delete files for good; a job removes their content from the disk."""
    File.objects.filter(pk__in=ids).delete()
