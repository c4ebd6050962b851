"""The worker: jobs, and the readers of the activity log."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

from asgiref.sync import sync_to_async
from procrastinate import App, JobContext
from procrastinate.contrib.django import DjangoApp, app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.middleware import AsyncCallNext
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker

from headway.base.memory import share_memory
from headway.events.actions import note_failure
from headway.server import jobs
from headway.server.connections import JOB_POOL, JOB_THREADS
from headway.server.readers import keep_reading
from headway.server.settling import settle
from headway.server.stopping import GRACE_SECONDS, stop_event
from headway.server.warming import compile_apart
from headway.wiring import WARM_UPS

logger = logging.getLogger(__name__)


async def work() -> None:
    """Read on and run jobs until asked to stop.

    The readers begin at once.  What they do afterwards, and jobs, wait until what is
    slow at its first call was called, and so does the heartbeat by which others see
    the worker.
    """
    share_memory()
    stop = stop_event()
    warm = asyncio.Event()
    reading = asyncio.create_task(keep_reading(connector_params(), warm))
    working = asyncio.create_task(_work_once_warm(warm))
    settling = asyncio.create_task(_settle_once(warm))
    await asyncio.wait(
        [asyncio.create_task(stop.wait()), reading, working],
        return_when=asyncio.FIRST_COMPLETED,
    )
    for task in (reading, working, settling):
        task.cancel()
    for task in (reading, working, settling):
        with suppress(asyncio.CancelledError):
            await task


async def _work_once_warm(warm: asyncio.Event) -> None:
    await compile_apart()
    for warm_up in WARM_UPS:
        await asyncio.to_thread(warm_up)
    warm.set()
    async with worker_app().open_async() as worker:
        logger.info("The worker is ready.")
        await worker.run_worker_async(
            concurrency=JOB_THREADS,
            install_signal_handlers=False,
            shutdown_graceful_timeout=GRACE_SECONDS,
            update_heartbeat_interval=jobs.HEARTBEAT_SECONDS,
            stalled_worker_timeout=jobs.STALLED_SECONDS,
            worker_middleware=[keep_reasons],
        )


async def _settle_once(warm: asyncio.Event) -> None:
    await warm.wait()
    await settle()


async def keep_reasons(
    call_next: AsyncCallNext, context: JobContext, worker: Worker
) -> Any:
    """Let a job fail as it does, and keep why for administrators."""
    try:
        return await call_next()
    except Exception as error:
        job = context.job
        await sync_to_async(note_failure)(job.id or 0, job.task_kwargs, error)
        raise


def worker_app() -> App:
    """Return an app that fetches jobs over connections of its own.

    ``app.replace_connector``, which the documentation proposes, would change the one
    app through which actions defer jobs as well: their jobs would then be written
    outside of Django's transaction, and outlive a rollback.
    """
    connector = PsycopgConnector(
        kwargs=connector_params(), min_size=1, max_size=JOB_POOL
    )
    worker = DjangoApp(connector=connector)
    worker.tasks = app.tasks
    worker.periodic_registry = app.periodic_registry
    return worker
