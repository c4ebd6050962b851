"""The database goes away and comes back while clients write."""

import random
import time

import pytest

from tests.faults.clients import await_acknowledged, load
from tests.faults.oracle import check_letters, verify
from tests.faults.relay import relaying
from tests.faults.site import BACK_SECONDS, apart

RESTARTS = 3
CUT_SECONDS = 20
CUT_EVERY_SECONDS = 0.2


@pytest.mark.parametrize("how", ["fast", "immediate", "killed backend"])
def test_after_a_restart_of_the_database_requests_succeed_within_five_seconds(how):
    with relaying() as (relay, mail), apart(HEADWAY_EMAIL_URL=mail) as site:
        site.up()
        site.await_success()
        site.await_worker()
        seconds = []
        with load(site) as ledger:
            for _ in range(RESTARTS):
                if how == "killed backend":
                    site.database.kill_a_backend()
                else:
                    site.database.restart(how)
                seconds.append(site.await_success())
                await_acknowledged(ledger, 20)
            site.await_worker()
        print(f"back after {seconds} s, {ledger.summary()}")
        verify(site, ledger)
        check_letters(site, relay, faults=RESTARTS)
        assert max(seconds) < BACK_SECONDS


def test_connections_cut_in_mid_request_lose_nothing_and_show_no_error():
    with relaying() as (relay, mail), apart(HEADWAY_EMAIL_URL=mail) as site:
        site.up()
        site.await_success()
        site.await_worker()
        cuts, seconds = 0, []
        with load(site) as ledger:
            end = time.monotonic() + CUT_SECONDS
            while time.monotonic() < end:
                cuts += site.database.cut_connections()
                seconds.append(site.await_success())
                time.sleep(random.uniform(0, 2 * CUT_EVERY_SECONDS))
            await_acknowledged(ledger, 20)
            site.await_worker()
        print(f"{cuts} cut, back after {max(seconds):.1f} s, {ledger.summary()}")
        verify(site, ledger)
        check_letters(site, relay, faults=len(seconds))
        assert cuts > len(seconds)
        assert max(seconds) < BACK_SECONDS
