"""A zip archive that nobody is to be trusted with."""

import struct
import zipfile
import zlib
from typing import BinaryIO, Final

from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

MOST_BYTES: Final = 512 * 1024 * 1024
MOST_DIRECTORY: Final = 4 * 1024 * 1024
"""The directory of some ten thousand entries; more are no export."""

MOST_RATIO: Final = 200
SMALL: Final = 1024 * 1024
"""What is no larger may be packed as well as it likes."""

END: Final = b"PK\x05\x06"
END_SIZE: Final = 22
LONGEST_REMARK: Final = 1 << 16
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


class ZipFile:
    """An archive of which single entries are read, each with a limit.

    Raises :class:`Unreadable` for what is none, is too large, or has too many entries.
    Entries are never unpacked to a path.
    """

    def __init__(self, file: BinaryIO) -> None:
        size = file.seek(0, 2)
        if size > MOST_BYTES:
            text = _("The file has %(size)d MB, more than the %(most)d MB that Headway "
                     "reads.")  # fmt: skip
            values = {"size": size >> 20, "most": MOST_BYTES >> 20}
            raise Unreadable(text % values)
        directory = directory_bytes(file)
        if directory is None:
            raise Unreadable(
                _("The file is no zip archive, or is cut: fetch it again.")
            )
        if directory > MOST_DIRECTORY:
            raise Unreadable(_("The archive has too many entries to be an export."))
        try:
            self._zip = zipfile.ZipFile(file)
            self.sizes = {e.filename: e.file_size for e in self._zip.infolist()}
        except BROKEN as error:
            raise _broken(error) from error

    def read(self, name: str, most: int) -> bytes:
        """Return the content of an entry that has at most ``most`` bytes."""
        info = self._zip.getinfo(name)
        is_bomb = info.file_size > SMALL and (
            info.file_size > MOST_RATIO * max(info.compress_size, 1)
        )
        if is_bomb or info.file_size > most:
            text = _("“%s” in the archive is too large, or packed too well.")
            raise Unreadable(text % name[:60])
        try:
            with self._zip.open(info, mode="r") as entry:
                data = entry.read(most + 1)
        except BROKEN as error:
            raise _broken(error) from error
        if len(data) != info.file_size:
            raise Unreadable(
                _("“%s” in the archive is not as large as it says.") % name
            )
        return data


def directory_bytes(file: BinaryIO) -> int | None:
    """Say how large the list of an archive's entries is; None where there is none.

    ``zipfile`` reads all of it before anybody can look at it.
    """
    file.seek(max(0, file.seek(0, 2) - LONGEST_REMARK - END_SIZE))
    tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        return None
    return int.from_bytes(tail[at + 12 : at + 16], "little")


def _broken(error: Exception) -> Unreadable:
    text = _("The archive is broken (%s): export it again.")
    return Unreadable(text % (str(error)[:60] or type(error).__name__))
