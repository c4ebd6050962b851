"""How many database connections the processes hold, and whether there are as many."""

PAGE_THREADS = 8
"""Each serves one page or API request at a time and keeps its connection."""

STREAM_THREADS = 2
"""They ask what the streams may send, and who may still listen."""

HEALTH_THREADS = 1
METRICS_THREADS = 1
LISTENERS = 1
"""One for all streams of a web process; one for all readers of a worker."""

JOB_THREADS = 2
JOB_POOL = 4
"""Through which a worker fetches its jobs and says that it is alive."""

COMMANDS = 4
"""For migrations, imports and a shell beside the running server."""

WEB = PAGE_THREADS + STREAM_THREADS + HEALTH_THREADS + METRICS_THREADS + LISTENERS
WORKER = JOB_THREADS + JOB_POOL + 2 * LISTENERS  # the readers' and the jobs'


def needed(readers: int, *, web: int = 1, workers: int = 1) -> int:
    """Return the sum over all processes; each reader has a thread of its own."""
    return web * WEB + workers * (WORKER + readers) + COMMANDS
