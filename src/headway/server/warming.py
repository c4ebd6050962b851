"""Compile what planning needs, in a process that gives the compiler's memory back."""

import asyncio
import hashlib
import logging
import os
import signal
import sys
from importlib.metadata import version
from pathlib import Path

import headway
from headway.base.family import end_with

logger = logging.getLogger(__name__)


async def compile_apart() -> None:
    """Fill numba's cache, unless it was for the same source; ends when cancelled."""
    stamp = Path(os.environ.get("NUMBA_CACHE_DIR", "")) / ".compiled"
    digest = _digest()
    if not stamp.is_absolute() or (stamp.exists() and stamp.read_text() == digest):
        return
    logger.info("Compiling what planning needs; that is done once.")
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", __name__)
    try:
        status = await process.wait()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if status == 0:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest)


def _digest() -> str:
    folder = Path(headway.__path__[0]).parent / "headway_engine"
    files = sorted(folder.rglob("*.py"))
    lines = [f"{version('numba')} {sys.version}"]
    lines += [f"{file} {file.stat().st_mtime_ns}" for file in files]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def main() -> None:
    end_with(os.getppid(), signal.SIGKILL)
    import django

    django.setup()
    from headway.wiring import WARM_UPS

    for warm_up in WARM_UPS:
        warm_up()


if __name__ == "__main__":
    main()
