"""Commands that back up, restore, look after and hand over an installation."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial, wraps
from pathlib import Path

from headway.base.errors import Refused

REFUSED = 2

Run = Callable[[Namespace], int]


def refusing(run: Run) -> Run:
    """Let a command end with one sentence and status 2 when it is refused."""

    @wraps(run)
    def refuse(options: Namespace) -> int:
        try:
            return run(options)
        except Refused as error:
            print(f"headway: {error}", file=sys.stderr)
            return REFUSED

    return refuse


@refusing
def run_backup(options: Namespace) -> int:
    from headway.cli.django import with_database

    with with_database():
        from procrastinate.contrib.django.utils import connector_params

        from headway.keeping.backup.making import back_up
        from headway.keeping.backup.nightly import backups_folder
        from headway.keeping.writing import private_folder
        from headway.server.data import data_folder

        file = options.file
        if file is None:
            name = f"headway-{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}.zip"
            file = private_folder(backups_folder()) / name
        made = back_up(file, data=data_folder(), connect_options=connector_params())
        print(f"{made.rows} rows and {len(made.files)} files are in {file}.")
    return 0


@refusing
def run_restore(options: Namespace) -> int:
    from headway.keeping.backup.archive import Archive

    with Archive.opened(options.file) as archive:
        print("Checking the backup …", flush=True)
        archive.verify()
        from headway.cli.django import with_database

        with with_database():
            from headway.keeping.backup.restoring import restore
            from headway.server.data import data_folder

            restore(archive, data=data_folder(), say=print)
        made = archive.manifest
        print(
            f"Restored: {made.rows} rows and {len(made.files)} files of "
            f"{made.at:%Y-%m-%d %H:%M} UTC. Everybody signs in again."
        )
    return 0


def run_doctor(options: Namespace) -> int:
    from headway.cli.django import with_database

    with with_database():
        from headway.keeping.doctor.examination import examine
        from headway.keeping.doctor.report import as_json, as_lines

        findings = list(examine())
    is_well = all(finding.level != "problem" for finding in findings)
    print(as_json(findings) if options.json else as_lines(findings))
    return 0 if is_well else 1


@refusing
def run_export(options: Namespace) -> int:
    from headway.cli.django import with_database

    with with_database():
        from headway.integrations.importers.into_workspace import named_workspace
        from headway.keeping.exchange.exporting import export_workspace

        workspace = named_workspace(options.workspace)
        file = options.file or Path(f"{workspace.slug}.jsonl")
        count = export_workspace(workspace, file)
        print(f"{count} rows of {workspace} are in {file}.")
    return 0


@refusing
def import_workspace_file(options: Namespace) -> int:
    """``headway import workspace``."""
    from headway.cli.django import with_database

    with with_database():
        from headway.keeping.exchange.importing import import_workspace

        made = import_workspace(
            options.file, slug=options.workspace or "", is_dry_run=options.dry_run
        )
        done = "would be" if options.dry_run else "are"
        print(f"{sum(made.counts.values())} rows {done} the workspace {made.slug}.")
        if not options.dry_run:
            print("Nobody signs in to it yet: headway createadmin makes an owner.")
    return 0


@refusing
def run_upgrade(_: Namespace) -> int:
    from headway.cli.django import set_up, with_database
    from headway.server.data import data_folder

    data, is_ours = data_folder(), not os.environ.get("DATABASE_URL")
    with ExitStack() as stack:
        server = None
        if is_ours:
            if not (data / "instance.json").exists():
                raise Refused(f"There is no installation in {data}; name it by --data.")
            set_up()
            from headway.keeping.upgrade import resume
            from headway.server import postgres

            resume(data)
            server = stack.enter_context(postgres.running(data))
        else:
            stack.enter_context(with_database())
        from headway.keeping.upgrade import upgrade

        upgrade(data, server=server, say=partial(print, flush=True))
    return 0
