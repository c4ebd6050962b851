"""Jobs of imports: files are looked through, taken over and taken back in a worker."""

from datetime import UTC, datetime, timedelta

from procrastinate.contrib.django import app

KEPT = timedelta(days=14)
"""How long a file is kept that nobody starts, or goes on with."""


@app.task(name="importers.check")
def check(*, workspace_id: int, import_id: int) -> None:
    from headway.integrations.importers.checking import check_import

    check_import(import_id)


@app.task(name="importers.run")
def run(*, workspace_id: int, import_id: int) -> None:
    from headway.integrations.importers.running import run_import

    run_import(import_id)


@app.task(name="importers.undo")
def undo(*, workspace_id: int, import_id: int, actor_id: int, the_rest: bool) -> None:
    from headway.integrations.importers.undoing import take_back

    take_back(import_id, actor_id, the_rest=the_rest)


@app.periodic(cron="53 4 * * *")
@app.task(name="importers.forget_files")
def forget_files(timestamp: int) -> None:
    from headway.integrations.importers.running import forget_old

    forget_old(before=datetime.fromtimestamp(timestamp, UTC) - KEPT)
