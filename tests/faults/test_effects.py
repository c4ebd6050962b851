"""What reaches out of the database, once or, after a crash, the same again."""

from headway.server.connections import JOB_THREADS
from tests.faults.database import rows
from tests.faults.oracle import DRAIN_SECONDS, check_letters, drain
from tests.faults.relay import Relay, relaying
from tests.faults.site import Site, apart

WORKERS = 4
EFFECTS = 1000
CRASHES = 5
LETTERS = 20


class Crashes:
    """Kills the worker when a letter was taken and it does not know that yet.

    Another worker is started each time, until there were ``CRASHES`` of them.
    """

    def __init__(self, site: Site, relay: Relay, ending: str) -> None:
        self._site, self._ending = site, ending
        self._worker = site.worker()
        self._names: set[str] = set()
        self._victims: list[str] = []
        relay.before_answer = self.before_answer

    def before_answer(self, name: str) -> None:
        if not name.endswith(self._ending) or name in self._names:
            return
        self._names.add(name)
        is_due = len(self._names) % (LETTERS // CRASHES) == 0
        if is_due and len(self._victims) < CRASHES and self._worker.poll() is None:
            self._worker.kill()
            self._victims.append(name)

    def survive(self) -> list[str]:
        """Go on until all crashes were; return the letters that were taken in one."""
        while len(self._victims) < CRASHES or self._worker.poll() is not None:
            self._worker.wait(DRAIN_SECONDS)
            self._worker = self._site.worker()
        return self._victims


def test_four_workers_send_a_thousand_effects_once_each():
    with relaying() as (relay, mail), apart(HEADWAY_EMAIL_URL=mail) as site:
        site.inside("operations", str(EFFECTS))
        for _ in range(WORKERS):
            site.worker()
        site.await_worker()
        drain(site)
        check_letters(site, relay)
        sent = rows(site.url, "SELECT count(*) FROM events_sent")
        workers = rows(
            site.url,
            "SELECT count(*) FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - interval '10 seconds'",
        )
    assert len(relay.taken) > EFFECTS
    assert sent == [(len(relay.taken),)]
    assert workers == [(WORKERS,)]


def test_a_worker_killed_between_an_effect_and_its_mark_sends_the_same_once_more():
    with relaying() as (relay, mail), apart(HEADWAY_EMAIL_URL=mail) as site:
        site.inside("operations", str(LETTERS))
        victims = Crashes(site, relay, "@fault.example>").survive()
        drain(site)
        check_letters(site, relay, faults=CRASHES)
        sent = rows(site.url, "SELECT count(*) FROM events_sent")
    counts = relay.counts()
    assert sent == [(len(counts),)]
    assert len(victims) == CRASHES
    assert {counts[name] for name in victims} == {2}


def test_a_worker_killed_between_a_letter_and_its_end_sends_the_same_once_more():
    with relaying() as (relay, mail), apart(HEADWAY_EMAIL_URL=mail) as site:
        site.inside("letters", str(LETTERS))
        victims = Crashes(site, relay, "@127.0.0.1>").survive()
        drain(site)
    letters = {n: c for n, c in relay.counts().items() if n.endswith("@127.0.0.1>")}
    assert len(letters) == LETTERS
    assert len(victims) == CRASHES
    assert {letters[name] for name in victims} == {2}
    assert sum(letters.values()) - LETTERS <= JOB_THREADS * CRASHES
    assert all(len(bodies) == 1 for bodies in relay.bodies.values())
