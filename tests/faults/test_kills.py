"""Processes are killed while clients write."""

import random
import subprocess
import time

import psycopg

from tests.faults.clients import load
from tests.faults.oracle import check_letters, verify
from tests.faults.relay import relaying
from tests.faults.site import (
    BACK_SECONDS,
    START_SECONDS,
    Site,
    apart,
    together,
    unhindered,
)

KILLS = 100
HITS = 90
"""So many of the kills of a web server have to come while a request is under way."""

WRITES_OF_WORKER = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE application_name = 'worker' AND backend_xid IS NOT NULL"
)


def kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def test_a_web_server_killed_a_hundred_times_in_mid_write_loses_and_doubles_nothing():
    with relaying() as (relay, mail), apart(HEADWAY_EMAIL_URL=mail) as site:
        site.worker()
        web, hits, seconds = site.web(), 0, []
        site.await_success()
        with load(site) as ledger:
            for _ in range(KILLS):
                time.sleep(random.uniform(0.05, 0.5))
                hits += bool(ledger.under_way)
                kill(web)
                web = site.web()
                seconds.append(unhindered(site.await_success(), web.pid))
        print(f"{hits} in mid-write, back in {max(seconds):.1f} s, {ledger.summary()}")
        assert hits >= HITS
        verify(site, ledger)
        check_letters(site, relay)
        assert max(seconds) < BACK_SECONDS


def await_write(site: Site, watching: psycopg.Connection) -> None:
    """Return at a moment at which the worker has written and not committed."""
    deadline = time.monotonic() + START_SECONDS
    while watching.execute(WRITES_OF_WORKER).fetchone() == (0,):
        assert time.monotonic() < deadline, site.tail()


def test_a_worker_killed_a_hundred_times_in_mid_write_loses_and_doubles_nothing():
    with relaying() as (relay, mail), apart(HEADWAY_EMAIL_URL=mail) as site:
        site.web()
        site.await_success()
        worker = site.worker()
        site.await_worker()
        with (
            psycopg.connect(site.url, autocommit=True) as watching,
            load(site, pause=0.3, clients=4) as ledger,
        ):
            for _ in range(KILLS):
                await_write(site, watching)  # it reads again
                time.sleep(random.uniform(0.0, 4.0))
                await_write(site, watching)
                kill(worker)
                worker = site.worker()
        print(ledger.summary())
        verify(site, ledger)
        check_letters(site, relay, faults=KILLS)


def test_headway_up_starts_again_what_was_killed_and_answers_within_five_seconds():
    with relaying() as (relay, mail), together(HEADWAY_EMAIL_URL=mail) as site:
        with load(site) as ledger:
            seconds = []
            for command in ("web", "worker", "web"):
                site.child(command).kill()
                took = site.await_success()
                seconds.append(unhindered(took, site.child("web").pid))
            site.await_worker()
        print(f"back after {seconds} s, {ledger.summary()}")
        verify(site, ledger)
        check_letters(site, relay, faults=1)
        assert max(seconds) < BACK_SECONDS
