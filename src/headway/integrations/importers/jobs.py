"""Jobs of imports: files are looked through, taken over and taken back in a worker."""

from datetime import UTC, datetime, timedelta

from django.db import InterfaceError, OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

KEPT = timedelta(days=14)
"""How long a file is kept that nobody starts, or goes on with."""

AGAIN = RetryStrategy(
    max_attempts=8,
    exponential_wait=2,
    retry_exceptions=(InterfaceError, OperationalError),
)
"""For eight minutes: the database restarts, or its disk is full."""


@app.task(name="importers.check", retry=AGAIN)
def check(*, workspace_id: int, import_id: int) -> None:
    from headway.integrations.importers.checking import check_import

    check_import(import_id)


@app.task(name="importers.run", retry=AGAIN)
def run(*, workspace_id: int, import_id: int) -> None:
    from headway.integrations.importers.running import run_import

    run_import(import_id)


@app.task(name="importers.undo", retry=AGAIN)
def undo(*, workspace_id: int, import_id: int, actor_id: int, the_rest: bool) -> None:
    from headway.integrations.importers.undoing import take_back

    take_back(import_id, actor_id, the_rest=the_rest)


@app.periodic(cron="* * * * *")
@app.task(name="importers.end_stalled")
def end_stalled(timestamp: int) -> None:
    from headway.integrations.importers.stalled import end_stalled

    end_stalled()


@app.periodic(cron="53 4 * * *")
@app.task(name="importers.forget_files")
def forget_files(timestamp: int) -> None:
    from headway.integrations.importers.running import forget_old

    forget_old(before=datetime.fromtimestamp(timestamp, UTC) - KEPT)
