"""What the commands of ``cli/keeping.py`` understand."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

Add = Callable[..., argparse.ArgumentParser]


def add_keeping(commands: Any, add: Add) -> None:
    _add_backups(commands, add)
    _add_care(commands, add)
    _add_export(commands, add)


def _add_backups(commands: Any, add: Add) -> None:
    backup = add(
        commands,
        "backup",
        "back up database and files",
        "Writes one archive of the whole installation, of one moment, while Headway "
        "runs or not. It holds what is secret: keep it as safe as Headway itself.",
        "headway backup",
        "headway backup /mnt/safe/headway.zip",
    )
    backup.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="the archive to write (default: one in backups/ of the data folder)",
    )
    restore = add(
        commands,
        "restore",
        "restore a backup",
        "Checks an archive and brings an empty data folder, or an empty database, to "
        "what it holds. What is there already is never touched.",
        "headway restore /mnt/safe/headway.zip --data /var/lib/headway",
    )
    restore.add_argument("file", type=Path, metavar="FILE", help="the archive")


def _add_care(commands: Any, add: Add) -> None:
    doctor = add(
        commands,
        "doctor",
        "look the installation over",
        "Checks tables, references, numbers, migrations, jobs, readers, disk, file "
        "permissions and backups, and changes nothing. Exit status 1 says that "
        "something is wrong.",
        "headway doctor",
        "headway doctor --json",
    )
    doctor.add_argument("--json", action="store_true", help="write JSON for programs")
    add(
        commands,
        "upgrade",
        "bring the database to this Headway, or leave it as it was",
        "While Headway is stopped: backs up, applies the migrations that are missing, "
        "and looks the result over. When anything fails, the database that Headway "
        "runs itself is put back as it was.",
        "headway upgrade",
    )


def _add_export(commands: Any, add: Add) -> None:
    export = add(
        commands,
        "export",
        "write a whole workspace into a file",
        "Writes JSON Lines, a row each, that programs can read and headway import "
        "workspace takes back: docs/reference/export-format.md. It holds no passwords "
        "and no tokens, and everything else that administrators see.",
        "headway export",
        "headway export acme.jsonl --workspace acme",
    )
    export.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="the file to write (default: NAME.jsonl here)",
    )
    export.add_argument(
        "--workspace",
        metavar="NAME",
        help="the workspace, as in its address; needed when there are several",
    )
