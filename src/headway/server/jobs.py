"""Jobs that look after the other jobs."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

HEARTBEAT_SECONDS = 2.0
STALLED_SECONDS = 6.0
"""A worker that has said nothing for so long is taken to be dead."""

KEEP_HOURS = 24


@app.periodic(cron="* * * * * */5")
@app.task(name="server.retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Give the jobs of dead workers to living ones."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await manager.retry_job(job)


@app.periodic(cron="41 2 * * *")
@app.task(name="server.delete_finished_jobs", pass_context=True)
async def delete_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Delete what has succeeded a day ago; what has failed is kept for people."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_HOURS)
