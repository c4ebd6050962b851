"""Compile what planning needs, in a process that gives the compiler's memory back.

``python -m headway.server.warming`` does so where Headway is installed, beside its
sources, so that not even the first start has to; with ``--common`` for any processor
of the last ten years, as an image needs it.
"""

import asyncio
import logging
import os
import platform
import signal
import sys

from headway.base.family import end_with

logger = logging.getLogger(__name__)


async def compile_apart() -> None:
    """Fill numba's cache, unless it is; ends when cancelled."""
    if await asyncio.to_thread(_is_compiled):
        return
    logger.info("Compiling what planning needs; that is done once.")
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", __name__)
    try:
        await process.wait()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise


def _is_compiled() -> bool:
    from headway.wiring import COMPILED

    return COMPILED().exists()


def main() -> None:
    end_with(os.getppid(), signal.SIGKILL)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headway.settings")
    if "--common" in sys.argv and platform.machine() == "x86_64":
        os.environ |= {"NUMBA_CPU_NAME": "x86-64-v3", "NUMBA_CPU_FEATURES": ""}
    import django

    django.setup()
    from headway.wiring import COMPILED, WARM_UPS

    if COMPILED().exists():
        return
    for warm_up in WARM_UPS:
        warm_up()
    if os.access(COMPILED().parent, os.W_OK):  # else numba keeps it for itself
        COMPILED().touch()


if __name__ == "__main__":
    main()
