"""Read a file here if it is small, else in a process of its own."""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO, Final

from django.utils import translation
from django.utils.translation import gettext as _

from headway.base.files import no_room, scratch
from headway.integrations.importers.apart import written
from headway.integrations.importers.apart.child import NO_ROOM, REFUSED, TOO_MUCH
from headway.integrations.importers.apart.written import Read
from headway.integrations.importers.sources import Source
from headway.plan.files.content import Unreadable
from headway.plan.files.saying import gettext_noop

logger = logging.getLogger(__name__)

SMALL: Final = 1 << 20
"""What is no larger is read here: it says too little to fill any memory."""

PACKED: Final = b"PK"
"""How archives begin, which may hold a thousand times of what they are."""

MOST_MEMORY: Final = 512 << 20
MOST_SECONDS: Final = 300
MOST_WRITTEN: Final = 1 << 30
CHILD: Final = "headway.integrations.importers.apart.child"
BY_ITSELF: Final = "mpxj"
"""It reads in a process with limits already, of another kind."""

TOO_LONG: Final = gettext_noop(
    "The file takes too long to read: split it, and import the parts."
)
OVERLOADS: Final = (TOO_MUCH, -signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV)
"""How a process ends that asks for more memory than it may have."""


@contextmanager
def read(
    file: BinaryIO, source: Source, *, zone: str, name: str, columns: Mapping[str, str]
) -> Iterator[Read]:
    """Hold what a file says; ``columns`` are chosen, of a table.

    Raises :class:`Unreadable`, also for what would take more memory or time than there
    is for a file, and :class:`NoRoom`.
    """
    if not _is_large(file) or source.name == BY_ITSELF:
        yield _read_here(file, source, zone=zone, name=name, columns=columns)
        return
    asked = {
        "source": source.name,
        "zone": zone,
        "name": name,
        "columns": dict(columns),
        "language": translation.get_language() or "en",
        "memory": MOST_MEMORY,
        "seconds": MOST_SECONDS,
        "written": MOST_WRITTEN,
        "parent": os.getpid(),
    }
    with scratch(name=name) as out:
        _run(file, out, asked)
        yield written.read(out)


def _is_large(file: BinaryIO) -> bool:
    start = file.read(len(PACKED))
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size > SMALL or start == PACKED


def _read_here(
    file: BinaryIO, source: Source, *, zone: str, name: str, columns: Mapping[str, str]
) -> Read:
    if not source.is_table:
        return Read(content=source.read(file, zone=zone, name=name))
    found = [each.kept() for each in source.columns(file, name=name, columns=columns)]
    file.seek(0)
    content = source.read(file, zone=zone, name=name, columns=columns)
    return Read(content=content, columns=found)


def _run(file: BinaryIO, out: BinaryIO, asked: Mapping[str, Any]) -> None:
    """Let the process read, and say why it could not."""
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    command = [sys.executable, "-m", CHILD, json.dumps(asked)]
    with subprocess.Popen(  # noqa: S603  # our own program, no shell
        command, stdin=file, stdout=out, stderr=subprocess.PIPE
    ) as process:
        try:
            _nothing, said = process.communicate(timeout=4 * MOST_SECONDS)
        except subprocess.TimeoutExpired:
            raise Unreadable(_(TOO_LONG)) from None
        finally:
            process.kill()
    if process.returncode:
        said_here = said.decode("utf-8", "replace")
        raise _refusal(process.returncode, said_here, asked["name"])


def _refusal(status: int, said: str, name: str) -> Exception:
    """Say why a process has ended, by how it has."""
    if status == REFUSED:
        return Unreadable(said)
    if status == NO_ROOM:
        return no_room(name)
    if status == -signal.SIGXCPU:
        return Unreadable(_(TOO_LONG))
    if status in OVERLOADS:
        text = _("The file takes more memory to read than there is for one: split it.")
        return Unreadable(text)
    logger.error("A file could not be read: %s", said)
    return Unreadable(
        _("Headway stumbled over the file, which is a fault of its own: the log of the "
          "worker says where.")
    )  # fmt: skip
