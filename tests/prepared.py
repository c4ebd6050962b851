"""A database server that is made and migrated once; sessions of tests copy its folder.

All migrations take longer than any test.  The folder is kept in ``.pytest_cache`` until
something changes of what it comes from; every database for tests is a copy of the
migrated one in it.  Django migrates each copy too, so that it lacks nothing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from headway.server import postgres

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".pytest_cache"
SOURCES = (
    "requirements/dev.lock",
    "src/headway/**/migrations/**/*.py",
    # and what migrations import
    "src/headway/**/models.py",
    "src/headway/**/models/*.py",
    "src/headway/base/*.py",
    "src/headway/events/*.py",
    "src/headway/server/postgres/*.py",
    "tests/prepared.py",
)
PASSWORD = "for-tests"
FORGETFUL = [
    f"ALTER SYSTEM SET {name} = off"
    for name in ("fsync", "synchronous_commit", "full_page_writes")
]
"""It may forget all in a crash of the machine, so it need not wait for the disk."""


def copy_server(data: Path) -> None:
    """Put the folder of a server that is ready to start into ``data``."""
    kept = KEPT / f"server-{fingerprint()}"
    if not kept.exists():
        _make(kept)
    _copy(kept, data)


def fingerprint() -> str:
    """Of what the server comes from; the log has partitions for the months to come."""
    found = hashlib.sha256(f"{datetime.now(UTC):%Y-%m} {sys.version}".encode())
    for path in sorted({path for each in SOURCES for path in ROOT.glob(each)}):
        found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:16]


def make_folder() -> Path:
    """Make a folder for a server, with the password that settings read."""
    folder = Path(tempfile.mkdtemp(prefix="headway-"))
    folder.chmod(0o755)  # for root: PostgreSQL's OS user must get in
    (folder / "database_password").write_text(PASSWORD)
    return folder


def _make(kept: Path) -> None:
    data, draft = make_folder(), kept.with_name(f"draft-{os.getpid()}")
    try:
        with postgres.owned(data) as server:
            server.execute_as_superuser("ALTER ROLE headway CREATEDB", *FORGETFUL)
            server.spawn()
            server.wait()
            _migrate(data)
        for old in KEPT.glob("server-*"):
            shutil.rmtree(old, ignore_errors=True)
        _copy(data, draft)
        draft.rename(kept)
    except OSError:
        if not kept.exists():  # else another session was first
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(data)


def _migrate(data: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "HEADWAY_TEST_DATA": str(data),
    }
    environment.pop("HEADWAY_TEST_SERVER_EACH", None)
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


def _copy(source: Path, target: Path) -> None:
    """Copy a folder with the owners of its files: PostgreSQL insists on its own."""
    target.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", f"{source}/.", target], check=True)
