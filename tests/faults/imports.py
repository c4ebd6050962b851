"""An import in the Headway under test, and what has come of it."""

import hashlib
import json
import time
from pathlib import Path
from typing import Any

from benchmarks.import_files import jira_json
from tests.faults.database import rows
from tests.faults.site import Site

ITEMS, SIZE = 1500, 600
"""Larger than what a worker reads by itself."""

PATIENCE_SECONDS = 600


def file(folder: Path, key: str) -> Path:
    """Write issues that are the same for each key but for that."""
    path = folder / f"{key}.json"
    jira_json(path, ITEMS, SIZE)
    path.write_text(path.read_text().replace("BIG", key))
    return path


def send(site: Site, key: str) -> int:
    """Send such a file; return the import."""
    return int(site.inside("send", str(file(site.notes, key)))["import"])


def begin(site: Site, key: str) -> int:
    """Send such a file, and start to take it over."""
    run = send(site, key)
    assert await_end(site, run, "uploaded") == "checked"
    site.inside("start", str(run))
    return run


def state(site: Site, run: int) -> tuple[str, int, int, str]:
    query = "SELECT state, done, total, problem FROM importers_import WHERE id = %s"
    [(name, done, total, problem)] = rows(site.url, query, run)
    return str(name), int(done), int(total), str(problem)


def await_end(site: Site, run: int, at_work: str = "running") -> str:
    """Wait until an import is no longer in a state; return the one that it is in."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (found := state(site, run))[0] == at_work:
        assert time.monotonic() < deadline, (found, site.tail())
        time.sleep(0.1)
    return found[0]


def page(site: Site, run: int) -> str:
    """What the page of an import says."""
    said = site.inside("page", str(run))
    assert said["status"] == 200
    return str(said["words"])


def told(site: Site, key: str) -> dict[str, Any]:
    """All that was taken over, in a form that is the same for each key."""
    said: dict[str, Any] = site.inside("told", key)
    assert said["counts"]["items"] == ITEMS
    return said


def digest(value: Any, key: str) -> str:
    text = json.dumps(value, default=str, sort_keys=True).replace(key, "KEY")
    return hashlib.sha256(text.encode()).hexdigest()
