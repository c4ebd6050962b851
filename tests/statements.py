"""Which test sends which SQL: few of a table of tests send all of it.

Another version of PostgreSQL can change how it takes a statement, and what it makes of
the rows.  Tests of the permission table all have the rows of one world; they differ in
who asks, which a database does not know.  ``--note-statements`` notes what each test
sends.  ``--covering-statements`` runs tests that need a database; of the permission
table, those that together send all that was noted of it, and those of which nothing is.
"""

import heapq
import json
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.utils import CursorWrapper

NOTES = Path(__file__).parents[1] / ".pytest_cache/statements"
NUMBER = re.compile(r"\d+")
LIST = re.compile(r"%s(?:,\s*%s)+")
ROWS = re.compile(r"(\([^()]*\))(?:,\s*\1)+")
SHORTEST_SECONDS = 0.01
OF_ONE_WORLD = {"test_permissions.py"}


def add_options(parser: pytest.Parser) -> None:
    parser.addoption(
        "--note-statements", action="store_true", help="note which SQL each test sends"
    )
    parser.addoption(
        "--covering-statements",
        action="store_true",
        help="of the permission table, run few that send all the SQL that was noted",
    )


def shape(sql: str) -> str:
    """Return a statement without numbers, and without how many values it takes."""
    return ROWS.sub(r"\1", LIST.sub("%s", NUMBER.sub("0", sql)))


class Notes:
    """What the tests of this process send, written down at its end."""

    def __init__(self) -> None:
        self.tests: dict[str, tuple[float, list[int]]] = {}
        self.numbers: dict[str, int] = {}
        """Of the shapes, in the order in which they were met."""
        self._known: dict[str, int] = {}
        self._sent: set[int] = set()
        for name in ("execute", "executemany"):
            setattr(CursorWrapper, name, self._noting(getattr(CursorWrapper, name)))

    def _noting(self, send: Callable[..., Any]) -> Callable[..., Any]:
        def noted(cursor: CursorWrapper, sql: Any, *args: Any, **named: Any) -> Any:
            text = sql if isinstance(sql, str) else repr(sql)
            number = self._known.get(text)
            if number is None:
                number = self.numbers.setdefault(shape(text), len(self.numbers))
                self._known[text] = number
            self._sent.add(number)
            return send(cursor, sql, *args, **named)

        return noted

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._sent = set()
        started = time.monotonic()
        answer = yield
        self.tests[item.nodeid] = (time.monotonic() - started, sorted(self._sent))
        return answer

    def pytest_sessionfinish(self) -> None:
        NOTES.mkdir(parents=True, exist_ok=True)
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        said = {"shapes": list(self.numbers), "tests": self.tests}
        (NOTES / f"{worker}.json").write_text(json.dumps(said))


def start(config: pytest.Config) -> None:
    """Note what the tests of this process send, where that is asked for."""
    if not config.getoption("--note-statements"):
        return
    if not hasattr(config, "workerinput"):
        for old in NOTES.glob("*.json"):
            old.unlink()
    if hasattr(config, "workerinput") or not config.getoption("numprocesses"):
        config.pluginmanager.register(Notes())


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests that are needed, where that is asked for."""
    if not config.getoption("--covering-statements"):
        return
    noted = read_notes()
    alike = {item.nodeid for item in items if item.path.name in OF_ONE_WORLD}
    needed = cover({test: noted[test] for test in alike & noted.keys()})
    spared = (alike & noted.keys()) - needed
    chosen = [i for i in items if needs_database(i) and i.nodeid not in spared]
    config.hook.pytest_deselected(items=list(set(items) - set(chosen)))
    items[:] = chosen


def needs_database(item: pytest.Item) -> bool:
    """Whether a test may speak to a database: pytest-django keeps the others off."""
    fixtures = {"db", "transactional_db"}.intersection(
        getattr(item, "fixturenames", ())
    )
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


def is_real(item: pytest.Item) -> bool:
    """Whether the transactions of a test are real: they wait for each other."""
    mark = item.get_closest_marker("django_db")
    fixtures = getattr(item, "fixturenames", ())
    is_marked = mark is not None and mark.kwargs.get("transaction", False)
    return is_marked or "transactional_db" in fixtures


def read_notes() -> dict[str, tuple[float, set[str]]]:
    """Return the seconds that each test took, and the statements that it sent."""
    found = {}
    for file in sorted(NOTES.glob("*.json")):
        said = json.loads(file.read_text())
        shapes = said["shapes"]
        for test, (seconds, numbers) in said["tests"].items():
            found[test] = (seconds, {shapes[number] for number in numbers})
    return found


def cover(tests: dict[str, tuple[float, set[str]]]) -> set[str]:
    """Choose tests that send all statements: ever the one with most new ones a second.

    What a test still adds only becomes less, so that it is counted anew only when it
    is the first.
    """
    missing = set[str]().union(*(sent for _, sent in tests.values()))
    chosen = set[str]()

    def worth(test: str) -> float:
        seconds, sent = tests[test]
        return len(sent & missing) / max(seconds, SHORTEST_SECONDS)

    waiting = [(-worth(test), test) for test in sorted(tests)]
    heapq.heapify(waiting)
    while missing:
        _, test = heapq.heappop(waiting)
        now = -worth(test)
        if waiting and now > waiting[0][0]:
            heapq.heappush(waiting, (now, test))
            continue
        chosen.add(test)
        missing -= tests[test][1]
    return chosen
