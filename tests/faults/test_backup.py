"""Backups are made while clients write, and restored elsewhere."""

from tests.faults.clients import await_acknowledged, load
from tests.faults.database import rows, started
from tests.faults.oracle import check, problems
from tests.faults.site import apart, folder, new_site

BACKUPS = 3


def test_a_backup_under_load_holds_all_that_was_acknowledged_before_it_began():
    with apart() as site, folder() as archives:
        site.web()
        site.worker()
        site.await_success()
        known = {}
        with load(site) as ledger:
            for number in range(BACKUPS):
                file = archives / f"{number}.zip"
                before = set(ledger.acknowledged)
                site.run("headway.cli", "backup", str(file))
                known[file] = before
                await_acknowledged(ledger, 20)
        assert ledger.unexpected == []
        for file, before in known.items():
            with folder() as elsewhere:
                other = new_site(elsewhere)
                other.run("headway.cli", "restore", str(file))
                assert problems(other) == []
                with started(other.data) as database:
                    check(database.url, ledger.intents.values(), before)
                    [(items,)] = rows(database.url, "SELECT count(*) FROM work_item")
            print(f"{len(before)} acknowledged before, {items} items restored")
