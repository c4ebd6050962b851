"""Real files that others wrote, where there are any.

Tests that read them carry the mark ``corpus`` (``@corpus``): without the files they are
skipped with the reason, and the summary says how many ran.
"""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
CORPUS = REPOSITORY / os.environ.get("HEADWAY_CORPUS", "../shared/data")
ABSENT = "HEADWAY_CORPUS names no folder of real files"


def mspdi_files() -> list[Path]:
    """Every Microsoft Project XML file of the corpus; none where there is none."""
    found = sorted((CORPUS / "schedules").rglob("*.xml"))
    return [f for f in found if b"schemas.microsoft.com/project" in f.read_bytes()]


def hostile_files() -> list[Path]:
    """Lists of texts, one a line, that broke programs of others."""
    names = ("*xss*.txt", "*XSS*.txt", "blns.txt")
    return sorted({f for n in names for f in (CORPUS / "text").rglob(n)})


def hostile_texts() -> list[str]:
    """The lines of those that can be kept; none where there is no corpus."""
    lines = (f.read_text(errors="replace").splitlines() for f in hostile_files())
    return [
        line for some in lines for line in some if line.strip() and "\0" not in line
    ]


def mark(items: list[pytest.Item]) -> None:
    """Mark what uses the fixture ``corpus``, and skip all of it without the files."""
    for item in items:
        if "corpus" in getattr(item, "fixturenames", ()):
            item.add_marker("corpus")
        if item.get_closest_marker("corpus") and not CORPUS.is_dir():
            item.add_marker(pytest.mark.skip(reason=ABSENT))


def summary(stats: dict[str, list[pytest.TestReport]]) -> str:
    """Say how many tests on real files ran, and how many did not."""
    counts = {
        outcome: sum("corpus" in report.keywords for report in stats.get(outcome, []))
        for outcome in ("passed", "failed", "skipped")
    }
    ran = counts["passed"] + counts["failed"]
    return f"corpus tests: {ran} ran, {counts['skipped']} skipped"
