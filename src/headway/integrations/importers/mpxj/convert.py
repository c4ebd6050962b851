"""Let MPXJ turn a file into Microsoft Project XML, in a process with limits."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, Final

from headway.plan.files.content import Unreadable
from headway.plan.files.saying import say as _

MAIN: Final = "org.mpxj.sample.MpxjConvert"
MEGABYTES: Final = 512
SECONDS: Final = 120
MOST_WRITTEN: Final = 200 << 20
BLOCK: Final = 1 << 16
OPTIONS: Final = (
    f"-Xmx{MEGABYTES}m",
    "-XX:MaxMetaspaceSize=128m",
    "-XX:ReservedCodeCacheSize=64m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    # No address outside is looked up, and nothing listens where all go through.
    "-Djdk.net.hosts.file=/dev/null",
    "-DsocksProxyHost=127.0.0.1",
    "-DsocksProxyPort=1",
)
ALONE: Final = ("unshare", "--user", "--map-current-user", "--net")
"""Runs a program without any network, where the system lets everybody do so."""


def java() -> str | None:
    """Return where Java is."""
    return shutil.which("java")


def jars() -> Path | None:
    """Return the folder of MPXJ's libraries, where its package is installed."""
    found = find_spec("mpxj")
    places = found.submodule_search_locations if found else None
    folders = (Path(place) / "lib" for place in places or ())
    return next((folder for folder in folders if folder.is_dir()), None)


@contextmanager
def converted(file: BinaryIO, *, suffix: str, what: str) -> Iterator[Path]:
    """Yield the path of the file as Microsoft Project XML; it is gone afterwards.

    Raises
    ------
    Unreadable
        Java or MPXJ are not there, cannot read it, or take too long or too much.
    """
    from headway.base.files import laid_out

    program, libraries = java(), jars()
    if program is None or libraries is None:
        said = _(
            "The file is %s: save it as Microsoft Project XML and read that, or "
            "install Java and the package headway[mpxj], and try again."
        )
        raise Unreadable(said % what)
    with laid_out(_blocks(file), name=f"plan{suffix}") as path:
        written = path.with_name("read.xml")
        run(
            [
                *_alone(),
                program,
                *OPTIONS,
                f"-Djava.io.tmpdir={path.parent}",
                "-cp",
                f"{libraries}/*",
                MAIN,
                str(path),
                str(written),
            ],
            what,
        )
        yield written


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(BLOCK):
        yield block


@cache
def _alone() -> tuple[str, ...]:
    """Return what goes before a program that is to have no network."""
    if shutil.which(ALONE[0]) is None:
        return ()
    tried = subprocess.run([*ALONE, "true"], capture_output=True, check=False)  # noqa: S603
    return () if tried.returncode else ALONE


def run(command: list[str], what: str) -> None:
    """Run a program within the limits; raises :class:`Unreadable` where it fails."""
    process = subprocess.Popen(  # noqa: S603  # no shell, and paths of our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
    )
    try:
        _limit(process.pid)
        status = process.wait(timeout=2 * SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_refusal(what)) from error
    finally:
        process.kill()
        process.wait()
    if status:
        raise Unreadable(_refusal(what))


def _limit(pid: int) -> None:
    """Bound the processor's time, and how much may be written."""
    if sys.platform != "linux":
        return
    import resource

    resource.prlimit(pid, resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))


def _refusal(what: str) -> str:
    said = _(
        "The file is %s, and MPXJ cannot read it: it may be damaged, protected by a "
        "password or too large. Save it as Microsoft Project XML and read that."
    )
    return said % what
