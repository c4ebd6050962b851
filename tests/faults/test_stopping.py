"""Headway is asked to stop while clients write."""

import time

from tests.faults.clients import load
from tests.faults.oracle import check_letters, verify
from tests.faults.relay import relaying
from tests.faults.site import together

LIMIT_SECONDS = 10
"""What requests and jobs get to finish, and then the database."""

REACHED_SECONDS = 0.1
"""A request sent so long before the signal is with the server, not on its way."""

STOPS = 3


def test_asked_to_stop_under_load_it_answers_what_it_took_and_ends_in_time():
    with relaying() as (relay, mail), together(HEADWAY_EMAIL_URL=mail) as site:
        took, waiting = [], 0
        for _ in range(STOPS):
            with load(site) as ledger:
                asked = time.monotonic()
                begun = dict(ledger.under_way)
                process = site.processes[-1]
                process.terminate()
                assert process.wait(60) == 0, site.tail()
                took.append(time.monotonic() - asked)
            taken = {k for k, at in begun.items() if at < asked - REACHED_SECONDS}
            waiting += len(begun)
            assert taken & set(ledger.lost) == set()
            site.up()
            site.await_success()
            site.await_worker()
            verify(site, ledger)
            check_letters(site, relay)
        print(f"{waiting} requests were under way; it ended after {took} s")
        assert waiting > 0
        assert max(took) < LIMIT_SECONDS
