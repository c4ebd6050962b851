"""The database cluster: made once, known again by its id, never made over."""

import json
import os
import secrets
import shutil
import struct
from importlib.metadata import version
from pathlib import Path

from headway.server.data import StartError, write_private
from headway.server.postgres.address import DATABASE, ROLE, password_file
from headway.server.postgres.programs import MAJOR, Programs

HBA = """# Written by Headway: its role with its password, over the local socket only.
local all {role} scram-sha-256
"""


def open_cluster(data: Path, programs: Programs) -> Path:
    """Return the folder of the instance's cluster, made at the first start.

    ``instance.json`` says which cluster belongs here.  Raises :class:`StartError`
    when it is missing, another one, or of another major version of PostgreSQL.
    """
    folder, draft, record = data / "postgres", data / "postgres.new", _record(data)
    if not record.exists() and not folder.exists():
        _create(draft, data, programs)
    if draft.exists() and not folder.exists() and _belongs(draft, record):
        draft.rename(folder)
    _check(folder, record)
    return folder


def cluster_id(folder: Path) -> str:
    """Return the system identifier: the first eight bytes of ``pg_control``."""
    try:
        with (folder / "global/pg_control").open("rb") as control:
            return str(struct.unpack("=Q", control.read(8))[0])
    except (FileNotFoundError, struct.error) as error:
        raise StartError(
            f"{folder} holds a damaged database: its pg_control is missing or empty. "
            "Restore the folder from a backup, or set another HEADWAY_DATA."
        ) from error


def _record(data: Path) -> Path:
    return data / "instance.json"


def _belongs(folder: Path, record: Path) -> bool:
    return (folder / "PG_VERSION").exists() and cluster_id(folder) == _known(record)


def _known(record: Path) -> str:
    """Return the id of the cluster that belongs here."""
    try:
        return str(json.loads(record.read_text())["cluster"])
    except (ValueError, LookupError, TypeError) as error:
        raise StartError(
            f"{record} cannot be read: restore it, or set another HEADWAY_DATA."
        ) from error


def _check(folder: Path, record: Path) -> None:
    if not (folder / "PG_VERSION").exists():
        raise StartError(
            f"The database of this instance is missing: {folder} should hold it. Mount "
            f"or restore it; to begin anew with an empty one, remove {record}."
        )
    if not record.exists():
        raise StartError(
            f"{folder} holds a database that is not known to belong here: restore "
            f"{record} beside it, move the folder away, or set another HEADWAY_DATA."
        )
    if not _belongs(folder, record):
        raise StartError(
            f"{folder} holds the database of another instance than {record} names: "
            "mount or restore the right one, or set another HEADWAY_DATA."
        )
    found = (folder / "PG_VERSION").read_text().strip()
    if found != str(MAJOR):
        raise StartError(
            f"{folder} was made by PostgreSQL {found}, and this Headway brings "
            f"{MAJOR}: start the Headway that made it, or move the data with pg_dump "
            "to a server of yours and set DATABASE_URL."
        )


def _create(draft: Path, data: Path, programs: Programs) -> None:
    """Make a cluster in ``draft`` and record it; what a killed start left is dropped.

    Its superuser has no password, and no line of ``pg_hba.conf`` lets it in.
    """
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    os.chown(draft, programs.owner, -1)
    programs.run(
        "initdb",
        *("--pgdata", draft),
        *("--username", "postgres"),
        *("--encoding", "UTF8"),
        *("--locale", "C"),
        *("--locale-provider", "builtin"),
        *("--builtin-locale", "C.UTF-8"),
        *("--auth", "reject"),
        "--no-instructions",
    )
    (draft / "pg_hba.conf").write_text(HBA.format(role=ROLE))
    password = password_file(data)
    write_private(password, secrets.token_urlsafe(32))
    execute(
        draft,
        f"CREATE ROLE {ROLE} LOGIN PASSWORD '{password.read_text()}'",
        f"CREATE DATABASE {DATABASE} OWNER {ROLE} TEMPLATE template0 "
        "ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'",
        programs=programs,
    )
    known = {
        "cluster": cluster_id(draft),
        "postgresql": MAJOR,
        "headway": version("headway"),
    }
    write_private(_record(data), json.dumps(known, indent=2) + "\n")


def execute(folder: Path, *statements: str, programs: Programs) -> None:
    """Run SQL as the superuser in a cluster whose server is down."""
    single = ("--single", "-D", folder, "-c", "exit_on_error=true", "postgres")
    programs.run("postgres", *single, stdin="".join(f"{s};\n" for s in statements))
