"""Where the database of a data folder is reached."""

import hashlib
import os
import stat
from pathlib import Path

from headway.server.data import StartError

ROLE = "headway"
DATABASE = "headway"

LONGEST_FOLDER = 90
"""Characters, so that the socket's path fits the 107 bytes an address may have."""


def url(data: Path) -> str:
    """Return the address of the server in ``data``, whether it runs or not."""
    password = password_file(data)
    secret = f":{password.read_text()}" if password.exists() else ""
    return f"postgresql://{ROLE}{secret}@/{DATABASE}?host={socket_folder(data)}"


def password_file(data: Path) -> Path:
    return data / "database_password"


def socket_folder(data: Path) -> Path:
    """Return ``data/run``, or a short folder that stands for it when that is long."""
    folder = data / "run"
    if len(os.fsencode(folder)) <= LONGEST_FOLDER:
        return folder
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path(f"/tmp/headway-{os.geteuid()}-{name}")  # noqa: S108 - checked below


def make_socket_folder(data: Path, owner: int) -> Path:
    """Make the folder for nobody but ``owner``, who runs the server.

    Raises :class:`StartError` when another user made it first.
    """
    folder = socket_folder(data)
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, owner, -1)
    except FileExistsError:
        found = folder.lstat()
        ours = stat.S_ISDIR(found.st_mode) and found.st_uid in {owner, os.geteuid()}
        if not ours:
            message = f"{folder} belongs to somebody else; set a shorter HEADWAY_DATA."
            raise StartError(message) from None
        folder.chmod(0o700)
        os.chown(folder, owner, -1)
    return folder
