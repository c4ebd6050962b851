"""Files that are there whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from headway.base.errors import Refused
from headway.base.files import sync_folder

DRAFT = ".draft-"
"""How the names of unfinished files begin; a killed process leaves one behind."""


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write ``path``, readable by its owner only, and name it when it is complete.

    Raises :class:`Refused` when it is there already or cannot be written, a full disk
    included; then nothing is left of it.
    """
    if path.exists():
        raise Refused(f"{path} is there already; name another file.")
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=DRAFT)
    except OSError as error:
        raise _unwritable(path, error) from error
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        draft.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


def private_folder(folder: Path) -> Path:
    """Return ``folder``, made for its owner only unless it is there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return folder


def _unwritable(path: Path, error: OSError) -> Refused:
    why = (error.strerror or str(error)).lower()
    return Refused(
        f"{path} cannot be written ({why}); make room or name another place."
    )
