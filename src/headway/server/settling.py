"""What stays as long as its process, the garbage collector need not walk each time."""

import asyncio
import gc
from itertools import pairwise

MOMENTS = (0.0, 5.0, 15.0, 30.0, 60.0, 300.0)
"""Seconds: first requests and jobs load what they load once, some pages come late."""
THRESHOLDS = (10_000, 10, 10)
"""A page makes some hundred thousand things, of which none is garbage: look less often.

With the 700 that Python begins with, one request in ten waited for a walk over all.
"""


def settle_now() -> None:
    """Take what is loaded out of the collector's sight, and let it look less often.

    A third of what a worker computes went into walks over modules, models and
    templates, which never become garbage.
    """
    gc.set_threshold(*THRESHOLDS)
    gc.freeze()


async def settle() -> None:
    """Do so as often as ``MOMENTS`` say.

    What is under way at such a moment, and garbage, is kept as well: little, and not
    again and again.
    """
    settle_now()
    for before, after in pairwise(MOMENTS):
        await asyncio.sleep(after - before)
        settle_now()
