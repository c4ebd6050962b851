"""The disk of the data folder is full for a while."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.clients import await_acknowledged, load
from tests.faults.ledger import Ledger
from tests.faults.oracle import check_letters, verify
from tests.faults.relay import relaying
from tests.faults.site import START_SECONDS, Site, folder, together

MEGABYTES = 256
FULL_SECONDS = 10
BLOCK = 1 << 20

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk")


@contextmanager
def small_disk() -> Iterator[Path]:
    """A folder on a disk of its own, in memory."""
    with folder() as path:
        options = f"size={MEGABYTES}m,mode=0755"
        mount = ["mount", "-t", "tmpfs", "-o", options, "faults", str(path)]
        subprocess.run(mount, check=True)
        try:
            yield path
        finally:
            subprocess.run(["umount", "--lazy", str(path)], check=True)


def fill(ballast: Path) -> None:
    with ballast.open("ab", buffering=0) as out:
        try:
            while out.write(bytes(BLOCK)) == BLOCK:
                pass
        except OSError:
            return


def await_refusals(site: Site, ledger: Ledger, ballast: Path) -> None:
    """Keep the disk full until clients are told, and for a while longer."""
    deadline = time.monotonic() + START_SECONDS
    while not ledger.refusals:
        assert time.monotonic() < deadline, site.tail()
        fill(ballast)
        time.sleep(0.1)
    end = time.monotonic() + FULL_SECONDS
    while time.monotonic() < end:
        fill(ballast)
        time.sleep(0.1)


def test_a_full_disk_is_told_to_clients_and_forgotten_once_there_is_room():
    with (
        relaying() as (relay, mail),
        small_disk() as data,
        together(data, HEADWAY_EMAIL_URL=mail) as site,
    ):
        ballast = data / "ballast"
        with load(site) as ledger:
            await_refusals(site, ledger, ballast)
            ballast.unlink()
            site.await_success()
            await_acknowledged(ledger, 50)
            site.await_worker()
        print(ledger.summary())
        verify(site, ledger)
        check_letters(site, relay)
