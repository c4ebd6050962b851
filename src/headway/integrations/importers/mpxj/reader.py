"""Read a file by way of MPXJ and Microsoft Project XML."""

from dataclasses import replace
from typing import BinaryIO, Final

from headway.integrations.importers.documents import check_size, root_of
from headway.integrations.importers.mpxj.convert import converted
from headway.integrations.importers.msproject.reader import read_msproject
from headway.plan.files.content import NotRead, ScheduleFile, Unreadable
from headway.plan.files.saying import gettext_noop
from headway.plan.files.saying import say as _

MOST_BYTES: Final = 100 << 20
START: Final = 64 * 1024
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARK: Final = "MSProject".encode("utf-16-le")
SUFFIXES: Final = (".mpp", ".mpt")
KINDS: Final = {
    ".mpp": gettext_noop("a binary file of Microsoft Project (.mpp)"),
    ".xer": gettext_noop("a Primavera XER file"),
    ".xml": gettext_noop("Primavera P6 XML (PMXML)"),
}
PRIMAVERA: Final = ("APIBusinessObjects", "BusinessObjects")


def kind_of(start: bytes, name: str) -> str:
    """Return the suffix of the kind of file that begins so, or nothing."""
    if start.startswith(COMPOUND):
        is_project = name.casefold().endswith(SUFFIXES) or MARK in start
        return ".mpp" if is_project else ""
    if start.startswith(b"ERMHDR"):
        return ".xer"
    return ".xml" if root_of(start)[0] in PRIMAVERA else ""


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file that begins so is one that only MPXJ reads."""
    return bool(kind_of(start, name))


def read_mpxj(file: BinaryIO, *, zone: str, name: str) -> ScheduleFile:
    """Read a project.

    Raises
    ------
    Unreadable
        With one sentence on why, and what to do.
    """
    check_size(file, MOST_BYTES)
    suffix = kind_of(file.read(START), f"{name}.mpp")
    if not suffix:
        raise Unreadable(
            _("The file is none of Microsoft Project or Primavera: see what it is.")
        )
    what = _(KINDS[suffix])
    with converted(file, suffix=suffix, what=what) as path:
        read = read_msproject(path)
    by = NotRead(
        where=_("file"), why=_("it was read by MPXJ, which is no part of this")
    )
    return replace(read, name=read.name or name, not_read=(by, *read.not_read))
