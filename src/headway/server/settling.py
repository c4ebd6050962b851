"""What stays as long as its process, the garbage collector need not walk each time."""

import asyncio
import gc

FIRST_MINUTE = 60.0
"""By then the first requests and jobs have loaded what they load once."""


async def settle() -> None:
    """Take what is loaded out of the collector's sight, now and a minute later.

    A third of what a worker computes went into walks over modules, models and
    templates, which never become garbage.
    """
    gc.freeze()
    await asyncio.sleep(FIRST_MINUTE)
    gc.freeze()
