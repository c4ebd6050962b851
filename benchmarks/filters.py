"""What it costs to understand a filter: milliseconds of CPU, and how they grow.

A filter of 1 kB that names people and projects, in a workspace of 1,000 people and 200
projects whose names are read already; then texts of 50 and of 100 kB that are no
filters, of which the longer may take at most 2.5 times as long.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import django

LIMIT_MS, ROUNDS, TURNS = 2, 10, 20
NOW = datetime(2030, 5, 1, 9, tzinfo=UTC)
FIRST = "assignee = me and state.category != done and due < 2w"
PART = " and (project = P7 or due in (today, 7.5.) or title ~ tea or effort > 4h)"
LAST = " and assignee in (Person 998, Person 999) order by priority, due desc"
HOSTILE = {
    "parentheses": "(",
    "quotes": '"',
    "escapes": '"\\',
    "words": "x ",
    "comparisons": "a=1 or ",
    "nots": "not ",
    "exclamations": "!",
    "spaces": " ",
}


def measured(act: Callable[[], object], turns: int) -> float:
    """Return the milliseconds of CPU that it takes, in the best of some rounds.

    Others use the machine, and its caches, at the same time.
    """
    rounds = []
    for _ in range(ROUNDS):
        before = time.process_time()
        for _ in range(turns):
            act()
        rounds.append((time.process_time() - before) * 1000 / turns)
    return min(rounds)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headway.settings")
    django.setup()
    from headway.work.filters import FilterError
    from headway.work.filters.asking import Question
    from headway.work.filters.parser import parse
    from headway.work.filters.reader import Reader

    person = SimpleNamespace(pk=1, local_zone=ZoneInfo("Europe/Berlin"))
    actor = SimpleNamespace(
        person=person, is_guest=False, workspace=SimpleNamespace(week_start=0)
    )

    read = Reader(actor, NOW)  # type: ignore[arg-type]
    read.__dict__["people"] = [(n, f"Person {n}") for n in range(1000)]
    read.__dict__["projects"] = [(n, f"P{n}", f"Project {n}") for n in range(200)]
    names = {
        name: getattr(read, name)
        for name in ("people", "projects", "people_by_name", "projects_by_name")
    }

    def understand(text: str) -> None:
        reader = Reader(actor, NOW)  # type: ignore[arg-type]
        reader.__dict__.update(names)
        Question.of(parse(text), reader)

    def refuse(text: str) -> None:
        try:
            Question.asked(text, by=actor)  # type: ignore[arg-type]
        except FilterError:
            return
        raise AssertionError(text[:20])

    parts = (1024 - len(FIRST) - len(LAST)) // len(PART) + 1
    text = FIRST + PART * parts + LAST
    took = measured(lambda: understand(text), TURNS)
    print(f"{len(text)} characters: {took:.2f} ms (limit {LIMIT_MS} ms)")
    for name, bit in HOSTILE.items():
        small, large = (bit * (size // len(bit)) for size in (50_000, 100_000))
        short = measured(lambda text=small: refuse(text), TURNS)
        long = measured(lambda text=large: refuse(text), TURNS)
        grown = f"{long / short:.1f} times as long as 50 kB"
        print(f"100 kB of {name}: refused in {long:.2f} ms, {grown}")


if __name__ == "__main__":
    main()
