"""Where nothing competes, Headway's dates are those of the program that wrote the file.

Each exception is named with its reason: two tasks want one person at a time, what the
file computed with is not in it or contradicts it, or Headway reports that it plans it
otherwise.
"""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from headway.integrations.importers.planning import plan_file

LEVELLED = "people who have several tasks at once in the file"
STATUS = "nothing has begun at its status date"
EXPLAINED = {
    "not updated.xml": "its dates are not up to date with its links",
    "issue2659.xml": "its dates are midnights in a calendar of office hours",
    "ReadWriteGeneralProperties/project.xml": "a start that nothing in it asks for",
    "sample1.xml": LEVELLED,
    "mspditimephased.xml": "people at 150 % of themselves",
    "mspditimephasedsegments.xml": LEVELLED,
    "aspose-tasks-net__CriticalEffortDrivenTasks.mpp.mspdi.xml": LEVELLED,
    "aspose-tasks-net__CustomBarStyle.mpp.mspdi.xml": STATUS,
    "aspose-tasks-net__TaskEmbeddedDocuments.mpp.mspdi.xml": STATUS,
    "aspose-tasks-net__PrimaveraProject.xml.mspdi.xml": LEVELLED,
    "aspose-tasks-net__Software Development Plan.mpp.mspdi.xml": LEVELLED,
    "aspose-tasks-net__Software Development.mpp.mspdi.xml": LEVELLED,
}


def plan(path: Path) -> dict[str, Any]:
    out = io.StringIO()
    assert plan_file(path, as_json=True, scenarios=2, out=out) == 0
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


@pytest.fixture(scope="module")
def plans(corpus: Path) -> dict[Path, dict[str, Any]]:
    files = sorted(corpus.rglob("*.xml"))
    projects = [p for p in files if b"microsoft.com/project" in p.read_bytes()[:2000]]
    assert len(projects) > 60
    return {path: plan(path) for path in projects}


def differences(answer: dict[str, Any]) -> list[str]:
    return [
        f"{each['uid']} {each['name']}: {each['start']} to {each['finish']}, "
        f"in the file {each['file_start']} to {each['file_finish']}"
        for each in answer["items"]
        if each["file_start"]
        and (each["start"], each["finish"]) != (each["file_start"], each["file_finish"])
    ]


def explanation(path: Path) -> str | None:
    whole = path.as_posix()
    return next((name for name in EXPLAINED if whole.endswith(f"/{name}")), None)


def test_dates_that_nothing_competes_for_are_the_files_own(
    plans: dict[Path, dict[str, Any]],
) -> None:
    found = {
        path: differences(answer)
        for path, answer in plans.items()
        if explanation(path) is None
    }
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_no_explanation_outlives_its_difference(
    plans: dict[Path, dict[str, Any]],
) -> None:
    used = {explanation(path) for path, answer in plans.items() if differences(answer)}
    assert EXPLAINED.keys() <= used


def test_everything_has_a_place_and_its_chances_are_in_order(
    plans: dict[Path, dict[str, Any]],
) -> None:
    for path, answer in plans.items():
        for each in answer["items"]:
            assert each["unplaced"] is None, (path.name, each)
            assert each["start"] <= each["finish"], (path.name, each)
            assert each["p50"] <= each["p85"] <= each["p95"], (path.name, each)


def test_a_chain_ends_with_the_last_task(plans: dict[Path, dict[str, Any]]) -> None:
    for path, answer in plans.items():
        tasks = {each["uid"]: each for each in answer["items"] if not each["summary"]}
        if tasks:
            last = max(each["finish"] for each in tasks.values())
            assert tasks[answer["chain"][-1]]["finish"] == last, path.name
